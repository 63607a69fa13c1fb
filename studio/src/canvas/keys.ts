import { isTaken } from "../ui/tip-escapes.ts";
import { endOfFocused, focusedEdge } from "./actions/focus-edge.ts";
import { focusNode, focusedNode } from "./actions/focus-node.ts";
import { leaveProperties } from "./actions/open-properties.ts";
import { mayEdit, pictureOf } from "./actions/try-edit.ts";
import type { Canvas } from "./canvas-context.tsx";
import { COMMANDS } from "./commands.ts";
import { nodeAfter, nodeBeside, type Direction } from "./reading-order.ts";
import { shortcutOf, type Shortcut, type Where } from "./shortcuts.ts";
import { SNAP } from "./snap.ts";

/** Flow units that an arrow key moves a node without the grid. */
const NUDGE = 5;

/** U16: takes a key press that came anywhere on the page; what it did is not done again by the browser. */
export function takeKey(canvas: Canvas, event: KeyboardEvent): void {
  if (isTaken(event)) return;
  if (event.key === "Escape" && leaveProperties(canvas)) return event.preventDefault();
  const shortcut = shortcutOf(event);
  if (shortcut === null || shortcut.command === null) takeCanvasKey(canvas, event);
  else if (isMeant(canvas, shortcut, event) && !isHeldDown(event, shortcut)) {
    if (COMMANDS[shortcut.command](canvas) !== false) event.preventDefault();
  }
}

/** A key that is held down does its work once, unless it zooms or takes steps back. */
function isHeldDown({ repeat }: KeyboardEvent, { group, command }: Shortcut): boolean {
  return repeat && group !== "View" && command !== "undo" && command !== "redo";
}

/** On a tool that floats over the canvas keys go on to be the canvas's, but for Enter, which presses it. */
function isMeant(canvas: Canvas, { where }: Shortcut, { key, target }: KeyboardEvent): boolean {
  return isHeard(canvas, where, target) || (key !== "Enter" && isTool(canvas, target));
}

/** Whether something is one of the tools that float over the canvas. */
export function isTool({ seen }: Pick<Canvas, "seen">, target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target.closest("[role=toolbar]") === null) return false;
  return seen().element?.closest("main")?.contains(target) === true;
}

function isHeard({ seen }: Canvas, where: Where, target: EventTarget | null): boolean {
  if (where === "everywhere" || !(target instanceof Element)) return true;
  if (target.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu]") !== null)
    return false;
  return where === "page" || target === document.body || seen().element?.contains(target) === true;
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** Ways from node to node, and moving them. */
function takeCanvasKey(canvas: Canvas, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !isHeard(canvas, "canvas", event.target)) return;
  const direction = DIRECTIONS[event.key];
  if (direction !== undefined) takeArrow(canvas, direction, event);
  else if (event.key === "Tab") takeTab(canvas, event);
  else if (event.key === " ") takeSpace(canvas, event);
}

/** Ends a burst of moving by keys: it is one step of undo. */
export function releaseArrow(canvas: Canvas, event: KeyboardEvent): void {
  if (DIRECTIONS[event.key] !== undefined) canvas.drag.end();
}

function takeArrow(canvas: Canvas, direction: Direction, event: KeyboardEvent): void {
  const { nodes } = pictureOf(canvas.editor);
  const focused = focusedNode(canvas);
  const selected = new Set(canvas.editor.state.getState().selection.nodes);
  const isConnecting = canvas.state.getState().connecting !== null;
  event.preventDefault();
  if (isConnecting || selected.size === 0 || !mayEdit(canvas.editor)) {
    const next = focused === null ? nodeAfter(nodes, null, false) : nodeBeside(nodes, focused, direction);
    if (next !== null) focusNode(canvas, next.id);
    return;
  }
  const step = (canvas.state.getState().isSnapping ? SNAP : NUDGE) * (event.shiftKey ? 10 : 1);
  const by = { x: 0, y: 0, ...BY[direction](step) };
  const moved = nodes.filter(({ id }) => selected.has(id));
  canvas.drag.move(moved.map(({ id, position }) => ({ id, x: position.x + by.x, y: position.y + by.y })));
}

const BY: Readonly<Record<Direction, (step: number) => { readonly x?: number; readonly y?: number }>> = {
  up: (step) => ({ y: -step }),
  down: (step) => ({ y: step }),
  left: (step) => ({ x: -step }),
  right: (step) => ({ x: step }),
};

/** From node to node; at the ends the browser goes on to what comes before or after the canvas. */
function takeTab(canvas: Canvas, event: KeyboardEvent): void {
  const end = endOfFocused(canvas, event.shiftKey);
  if (end !== null) {
    event.preventDefault();
    return focusNode(canvas, end);
  }
  const focused = focusedNode(canvas);
  if (focused === null) return;
  const { nodes } = pictureOf(canvas.editor);
  const isConnecting = canvas.state.getState().connecting !== null;
  const after = nodeAfter(nodes, focused, event.shiftKey);
  // Who looks for a target goes round: beyond the canvas there is none.
  const next = after ?? (isConnecting ? nodeAfter(nodes, null, event.shiftKey) : null);
  if (next !== null) {
    event.preventDefault();
    focusNode(canvas, next.id);
    return;
  }
  // Nodes lie in the page in another order than they are read in: the browser starts from the border instead.
  const border = event.shiftKey ? "first" : "last";
  canvas.seen().element?.querySelector<HTMLElement>(`[data-border="${border}"]`)?.focus();
}

function takeSpace(canvas: Canvas, event: KeyboardEvent): void {
  const node = focusedNode(canvas);
  const focused = node ?? focusedEdge(canvas);
  if (focused === null || event.repeat) return;
  event.preventDefault();
  const { selection, select } = canvas.editor.state.getState();
  const part = node === null ? "edges" : "nodes";
  const ids = selection[part];
  const after = ids.includes(focused) ? ids.filter((id) => id !== focused) : [...ids, focused];
  select({ ...selection, [part]: after });
}
