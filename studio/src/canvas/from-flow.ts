import type { Connection, EdgeChange, NodeChange } from "@xyflow/react";
import type { PatchOp } from "#schemas/change/op.ts";
import type { Edge } from "#schemas/graph/edge.ts";
import type { Node } from "#schemas/graph/node.ts";
import type { Selection } from "../editor/editor-state.ts";
import { branchOfHandle } from "./handles.ts";

/** Where a node goes. */
export interface Move {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** The moves among React Flow's changes; whether the pointer still holds them. */
export function movesOf(changes: readonly NodeChange[]): {
  readonly moves: Move[];
  readonly isHeld: boolean;
} {
  const moves: Move[] = [];
  let isHeld = false;
  for (const change of changes) {
    if (change.type !== "position") continue;
    isHeld ||= change.dragging === true;
    if (change.position !== undefined) moves.push({ id: change.id, ...change.position });
  }
  return { moves, isHeld };
}

/** U11: moves as ops: whole flow units, and none where a node is already. */
export function moveOps(moves: readonly Move[], nodeOf: (id: string) => Node | undefined): PatchOp[] {
  return moves.flatMap(({ id, x, y }): PatchOp[] => {
    const node = nodeOf(id);
    const value = { x: Math.round(x), y: Math.round(y) };
    if (node === undefined || (node.position.x === value.x && node.position.y === value.y)) return [];
    return [{ op: "replace", path: `/nodes/${id}/position`, value }];
  });
}

/** What is selected after React Flow's changes; the same object where nothing is different. */
export function selectionAfter(
  selection: Selection,
  part: keyof Selection,
  changes: readonly (NodeChange | EdgeChange)[],
): Selection {
  const ids = new Set(selection[part]);
  let isChanged = false;
  for (const change of changes) {
    if (change.type !== "select" || change.selected === ids.has(change.id)) continue;
    isChanged = true;
    if (change.selected) ids.add(change.id);
    else ids.delete(change.id);
  }
  return isChanged ? { ...selection, [part]: [...ids] } : selection;
}

/** The ends of an edge, in the graph's words. */
export type Ends = Pick<Edge, "source" | "target" | "sourceHandle">;

/** The ends that a connection drawn on the canvas means; null: its nodes are gone. */
export function endsOfConnection(
  { source, target, sourceHandle }: Pick<Connection, "source" | "target" | "sourceHandle">,
  nodeOf: (id: string) => Node | undefined,
): Ends | null {
  const from = nodeOf(source);
  if (from === undefined || nodeOf(target) === undefined) return null;
  const branch = branchOfHandle(from, sourceHandle);
  return { source, target, ...(branch !== undefined && { sourceHandle: branch }) };
}

/** U12: why two nodes may not be tied so, in words for the user; null: they may. `except`: the edge that is tied anew. */
export function whyNotConnect(ends: Ends, edges: Iterable<Edge>, except?: string): string | null {
  if (ends.source === ends.target) return "A node cannot lead to itself.";
  for (const edge of edges) {
    const isSame =
      edge.source === ends.source && edge.target === ends.target && edge.sourceHandle === ends.sourceHandle;
    if (isSame && edge.id !== except) return "These two are connected already.";
  }
  return null;
}

/** What ties an edge anew; only what is different. */
export function retieOps(edge: Edge, ends: Ends): PatchOp[] {
  const path = `/edges/${edge.id}`;
  const ops: PatchOp[] = [];
  if (edge.source !== ends.source) ops.push({ op: "replace", path: `${path}/source`, value: ends.source });
  if (edge.target !== ends.target) ops.push({ op: "replace", path: `${path}/target`, value: ends.target });
  if (edge.sourceHandle === ends.sourceHandle) return ops;
  const at = `${path}/sourceHandle`;
  if (ends.sourceHandle === undefined) ops.push({ op: "remove", path: at });
  else ops.push({ op: "add", path: at, value: ends.sourceHandle });
  return ops;
}
