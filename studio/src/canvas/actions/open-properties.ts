import type { Canvas } from "../canvas-context.tsx";

/** Selects a node and opens its properties, with the focus in them. */
export function openProperties({ editor }: Canvas, node: string): void {
  const { select, openPanel } = editor.state.getState();
  select({ nodes: [node], edges: [] });
  openPanel("properties");
  requestAnimationFrame(() => {
    const fields = `[data-panel="properties"] :is(input, textarea, select)`;
    document.querySelector<HTMLElement>(fields)?.focus();
  });
}
