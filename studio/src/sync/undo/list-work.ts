import { differences } from "#schemas/change/three-way.ts";
import type { Step } from "#schemas/change/value.ts";
import type { Json } from "#schemas/json.ts";

/** One op on a list, places counted from the list; each in the frame of the one before. */
export type ListOp =
  | { readonly op: "add" | "replace"; readonly tokens: readonly Step[]; readonly value: Json }
  | { readonly op: "remove"; readonly tokens: readonly Step[] }
  | { readonly op: "move"; readonly from: readonly Step[]; readonly tokens: readonly Step[] };

/** An element of a list that is being worked on: known by itself, wherever it stands. */
export interface Cell {
  value: Json;
}

/** A list that is being worked on, and the ops that did it. */
export interface ListWork {
  readonly cells: Cell[];
  readonly ops: ListOp[];
}

/** Takes an element out. */
export function takeOut({ cells, ops }: ListWork, cell: Cell): void {
  const index = cells.indexOf(cell);
  cells.splice(index, 1);
  ops.push({ op: "remove", tokens: [index] });
}

/** Sets an element, no more of it than differs. */
export function setCell({ cells, ops }: ListWork, cell: Cell, value: Json): void {
  const index = cells.indexOf(cell);
  for (const change of differences(cell.value, value, "whole")) {
    const tokens = [index, ...change.tokens];
    if (change.value === undefined) ops.push({ op: "remove", tokens });
    else ops.push({ op: tokens.length === 1 ? "replace" : "add", tokens, value: change.value });
  }
  cell.value = value;
}

/** Puts a new element in behind another; null: first of all. */
export function putIn({ cells, ops }: ListWork, value: Json, left: Cell | null): Cell {
  const cell: Cell = { value };
  const index = indexBehind(cells, left);
  cells.splice(index, 0, cell);
  ops.push({ op: "add", tokens: [index], value });
  return cell;
}

/** Moves an element behind another; null: before all. */
export function moveBehind({ cells, ops }: ListWork, cell: Cell, left: Cell | null): void {
  const from = cells.indexOf(cell);
  cells.splice(from, 1);
  const to = indexBehind(cells, left);
  cells.splice(to, 0, cell);
  if (from !== to) ops.push({ op: "move", from: [from], tokens: [to] });
}

function indexBehind(cells: readonly Cell[], left: Cell | null): number {
  return left === null ? 0 : cells.indexOf(left) + 1;
}
