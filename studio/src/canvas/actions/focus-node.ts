import { sizeOfNode } from "#schemas/convert/node-sizes.ts";
import type { Node } from "#schemas/graph/node.ts";
import type { Canvas } from "../canvas-context.tsx";
import { motionMs } from "../motion.ts";
import { pictureOf } from "./try-edit.ts";

/** A node that has just come is drawn within some frames. */
const MOST_FRAMES = 20;

/** Puts the focus on a node, and the node where it is seen. */
export function focusNode(canvas: Canvas, id: string): void {
  const node = pictureOf(canvas.editor).nodes.find((node) => node.id === id);
  if (node === undefined) return;
  showNode(canvas, node);
  giveFocus(canvas, id);
}

/** Puts the focus on a node, wherever it is, as soon as it is drawn. */
export function giveFocus(canvas: Canvas, id: string): void {
  const tryFocus = (framesLeft: number): void => {
    const element = elementOf(canvas, id);
    if (element !== null) element.focus({ preventScroll: true });
    else if (framesLeft > 0) requestAnimationFrame(() => tryFocus(framesLeft - 1));
  };
  tryFocus(MOST_FRAMES);
}

/** The node that has the focus, or one of its parts. */
export function focusedNode({ seen }: Canvas): string | null {
  const { element } = seen();
  const focused = document.activeElement?.closest<HTMLElement>(".react-flow__node");
  return focused != null && element?.contains(focused) === true ? (focused.dataset["id"] ?? null) : null;
}

function elementOf({ seen }: Canvas, id: string): HTMLElement | null {
  return seen().element?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`) ?? null;
}

/** Moves the canvas where a node is not seen whole. */
function showNode(canvas: Canvas, node: Node): void {
  if (isSeen(canvas, node)) return;
  const size = sizeOfNode(node);
  const middle = { x: node.position.x + size.width / 2, y: node.position.y + size.height / 2 };
  const { zoom } = canvas.flow.getViewport();
  void canvas.flow.setCenter(middle.x, middle.y, { zoom, duration: motionMs(200) });
}

/** Whether a node is seen whole. */
export function isSeen({ flow, seen }: Canvas, node: Node): boolean {
  const { width, height } = seen();
  const { x, y, zoom } = flow.getViewport();
  const size = sizeOfNode(node);
  const left = node.position.x * zoom + x;
  const top = node.position.y * zoom + y;
  return left >= 0 && top >= 0 && left + size.width * zoom <= width && top + size.height * zoom <= height;
}
