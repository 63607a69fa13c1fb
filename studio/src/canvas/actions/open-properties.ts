import type { Selection } from "../../editor/editor-state.ts";
import type { Canvas } from "../canvas-context.tsx";

/** Selects a node or an edge and opens its properties, with the focus in them. */
export function openProperties({ editor }: Canvas, selection: Selection): void {
  const { select, openPanel } = editor.state.getState();
  select(selection);
  openPanel("properties");
  requestAnimationFrame(() => {
    const fields = `[data-panel="properties"] :is(input, textarea, select)`;
    document.querySelector<HTMLElement>(fields)?.focus();
  });
}
