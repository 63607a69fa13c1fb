import type { Selection } from "../../editor/editor-state.ts";
import type { Canvas } from "../canvas-context.tsx";
import { focusEdge } from "./focus-edge.ts";
import { focusNode } from "./focus-node.ts";

/** Selects a node or an edge and opens its properties, with the focus in them. */
export function openProperties({ editor }: Canvas, selection: Selection): void {
  const { select, openPanel } = editor.state.getState();
  select(selection);
  openPanel("properties");
  requestAnimationFrame(() => {
    const fields = `[data-panel="properties"] :is(input, textarea, select)`;
    const field = document.querySelector<HTMLElement>(fields);
    field?.focus();
    // As after Tab: what is typed next is the new name.
    if (field instanceof HTMLInputElement) field.select();
  });
}

/** Escape in the properties: back to what they are of, on the canvas. */
export function leaveProperties(canvas: Canvas): boolean {
  const { nodes, edges } = canvas.editor.state.getState().selection;
  const isInside = document.activeElement?.closest(`[data-panel="properties"]`) != null;
  const node = nodes.at(-1);
  const edge = edges.at(-1);
  if (!isInside || (node === undefined && edge === undefined)) return false;
  if (node !== undefined) focusNode(canvas, node);
  else if (edge !== undefined) focusEdge(canvas, edge);
  return true;
}
