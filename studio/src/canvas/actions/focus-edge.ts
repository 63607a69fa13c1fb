import type { Edge } from "#schemas/graph/edge.ts";
import type { Canvas } from "../canvas-context.tsx";
import { edgeAfter } from "../reading-order.ts";
import { focusedNode } from "./focus-node.ts";
import { pictureOf } from "./try-edit.ts";

/** The edge that has the focus. */
export function focusedEdge({ seen }: Canvas): string | null {
  const focused = document.activeElement?.closest(".react-flow__edge");
  return focused != null && seen().element?.contains(focused) === true
    ? focused.getAttribute("data-id")
    : null;
}

/** U16: puts the focus on a connection of the focused node, or on the next one of the same node. */
export function focusNextEdge(canvas: Canvas): boolean {
  const { edges } = pictureOf(canvas.editor);
  const next = edgeAfter(edges, focusedNode(canvas), focusedEdge(canvas));
  if (next === null) return false;
  focusEdge(canvas, next.id);
  return true;
}

/** Puts the focus on a connection. */
export function focusEdge({ seen }: Canvas, id: string): void {
  const edges = seen().element;
  edges
    ?.querySelector<SVGGElement>(`.react-flow__edge[data-id="${CSS.escape(id)}"]`)
    ?.focus({ preventScroll: true });
}

/** The node that the focused edge leads to, or comes from. */
export function endOfFocused(canvas: Canvas, isBack: boolean): string | null {
  const id = focusedEdge(canvas);
  const edge = pictureOf(canvas.editor).edges.find((edge): edge is Edge => edge.id === id);
  return edge === undefined ? null : isBack ? edge.source : edge.target;
}
