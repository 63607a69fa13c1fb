import type { PatchOp } from "#schemas/change/op.ts";
import type { Edge } from "#schemas/graph/edge.ts";
import { alignNodes, spreadNodes, type Alignment, type Placed, type Spread } from "../align.ts";
import type { Selection } from "../../editor/editor-state.ts";
import type { Canvas } from "../canvas-context.tsx";
import { clipOf, pasteOps, placeBeside, type Clip } from "../clip.ts";
import { boxOf } from "../free-place.ts";
import { moveOps } from "../from-flow.ts";
import { freeOf } from "../held.ts";
import { middleOfSeen } from "./add-node.ts";
import { focusedEdge } from "./focus-edge.ts";
import { focusNode, focusedNode } from "./focus-node.ts";
import { isTaken, mayEdit, pictureOf, tryEdit } from "./try-edit.ts";

/** Deletes what is selected; nodes that others hold stay. One step of undo. */
export function deleteSelected(canvas: Canvas): void {
  const { sop, state } = canvas.editor;
  const { select } = state.getState();
  if (!mayEdit(canvas.editor)) return;
  const selection = selectedOrFocused(canvas);
  const nodes = freeOf(
    sop,
    selection.nodes.filter((id) => sop.view.nodes.has(id)),
  );
  const gone = new Set(nodes);
  // Edges of a node that goes go with it.
  const edges = selection.edges.filter((id) => {
    const edge = sop.view.edges.get(id) as unknown as Edge | undefined;
    return edge !== undefined && !gone.has(edge.source) && !gone.has(edge.target);
  });
  const ops = [
    ...edges.map((id): PatchOp => ({ op: "remove", path: `/edges/${id}` })),
    ...nodes.map((id): PatchOp => ({ op: "remove", path: `/nodes/${id}` })),
  ];
  if (ops.length === 0 || !tryEdit(canvas, ops, "delete")) return;
  select({ nodes: selection.nodes.filter((id) => !gone.has(id)), edges: [] });
}

/** What is selected; where nothing is, what the keyboard is at. */
function selectedOrFocused(canvas: Canvas): Selection {
  const { selection } = canvas.editor.state.getState();
  if (selection.nodes.length + selection.edges.length > 0) return selection;
  const [node, edge] = [focusedNode(canvas), focusedEdge(canvas)];
  return { nodes: node === null ? [] : [node], edges: edge === null ? [] : [edge] };
}

/** U15: copies of the selected nodes beside them. */
export function duplicateSelected(canvas: Canvas): void {
  const clip = copySelected(canvas);
  if (clip === null) return;
  const boxes = clip.nodes.map(boxOf);
  const middle = (start: "x" | "y") =>
    (Math.min(...boxes.map((box) => box[start])) + Math.max(...boxes.map((box) => box[start]))) / 2;
  pasteClip(canvas, clip, { x: middle("x") + BESIDE, y: middle("y") + BESIDE });
}

const BESIDE = 40;

/** What is selected, for the clipboard; null: no node is. */
export function copySelected({ editor }: Canvas): Clip | null {
  return clipOf(pictureOf(editor), editor.state.getState().selection.nodes);
}

/** U15: puts a clip at a place, or at the pointer, or in the middle of what is seen; what was made is selected. */
export function pasteClip(canvas: Canvas, clip: Clip, at?: { readonly x: number; readonly y: number }): void {
  const wished = at ?? canvas.pointer.place ?? middleOfSeen(canvas);
  const place = placeBeside(clip, wished, pictureOf(canvas.editor).nodes);
  const { ops, nodes, edges } = pasteOps(clip, place, (id) => isTaken(canvas, id), canvas.chance);
  if (!tryEdit(canvas, ops, "paste")) return;
  canvas.editor.state.getState().select({ nodes, edges });
  const first = nodes[0];
  if (nodes.length === 1 && first !== undefined) focusNode(canvas, first);
}

/** U14: puts the selected nodes in line. */
export function alignSelected(canvas: Canvas, alignment: Alignment): void {
  moveSelected(canvas, (nodes) => alignNodes(nodes, alignment), "align");
}

/** U14: spreads the selected nodes evenly. */
export function spreadSelected(canvas: Canvas, spread: Spread): void {
  moveSelected(canvas, (nodes) => spreadNodes(nodes, spread), "spread");
}

function moveSelected(
  canvas: Canvas,
  place: (nodes: readonly Placed[]) => ReturnType<typeof alignNodes>,
  label: string,
): void {
  const { sop, state } = canvas.editor;
  const wanted = new Set(state.getState().selection.nodes);
  const nodes = pictureOf(canvas.editor).nodes.filter(({ id }) => wanted.has(id));
  const moves = place(nodes.map((node) => ({ id: node.id, ...boxOf(node) })));
  const free = new Set(
    freeOf(
      sop,
      nodes.map(({ id }) => id),
    ),
  );
  const nodeById = new Map(nodes.map((node) => [node.id, node]));
  const ops = moveOps(
    moves.filter(({ id }) => free.has(id)),
    (id) => nodeById.get(id),
  );
  if (ops.length > 0) tryEdit(canvas, ops, label);
}

/** Selects every node and edge. */
export function selectAll({ editor }: Canvas): void {
  const { nodes, edges } = pictureOf(editor);
  editor.state.getState().select({ nodes: nodes.map(({ id }) => id), edges: edges.map(({ id }) => id) });
}
