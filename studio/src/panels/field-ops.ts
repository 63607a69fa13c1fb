import type { PatchOp } from "#schemas/change/op.ts";
import { literalValue } from "#schemas/change/pending.ts";
import { formatPointer, parsePointer } from "#schemas/change/pointer.ts";
import type { Edge } from "#schemas/graph/edge.ts";
import { isObject, type Json, type JsonObject } from "#schemas/json.ts";
import type { View } from "../sync/types.ts";

/** What is at a place of the view, or undefined. */
export function valueAt({ nodes, edges, meta }: View, path: string): Json | undefined {
  const [first, id = "", ...rest] = parsePointer(path) ?? [];
  if (first === undefined) return undefined;
  if (first !== "nodes" && first !== "edges") return literalValue(meta, [first, id, ...rest].filter(Boolean));
  const entity = (first === "nodes" ? nodes : edges).get(id);
  return entity === undefined ? undefined : literalValue(entity, rest);
}

/** What makes a member's value another; undefined: the member goes. Nothing where it is so already. */
export function putOps(view: View, path: string, value: Json | undefined): PatchOp[] {
  const there = valueAt(view, path);
  if (value === undefined) return there === undefined ? [] : [{ op: "remove", path }];
  return [{ op: there === undefined ? "add" : "replace", path, value }];
}

/** A new member of a record, which is made where there is none yet. */
export function addMemberOps(view: View, record: string, key: string, value: Json): PatchOp[] {
  if (!isObject(valueAt(view, record))) return [{ op: "add", path: record, value: { [key]: value } }];
  return [{ op: "add", path: `${record}${formatPointer([key])}`, value }];
}

/** New elements at the end of a list, which is made where there is none yet. */
export function appendOps(view: View, list: string, ...values: readonly Json[]): PatchOp[] {
  if (!Array.isArray(valueAt(view, list))) return [{ op: "add", path: list, value: values }];
  return values.map((value) => ({ op: "add", path: `${list}/-`, value }));
}

/** U32: an element to another index, as a move: what others do to the list meanwhile stays. */
export function moveElementOps(list: string, from: number, to: number): PatchOp[] {
  return from === to ? [] : [{ op: "move", from: `${list}/${from}`, path: `${list}/${to}` }];
}

/** A record's member under another key, with what hangs on it: in its place, since the one follows the other (N9). */
export function renameMemberOps(view: View, record: string, from: string, to: string): PatchOp[] {
  const value = valueAt(view, `${record}${formatPointer([from])}`);
  if (value === undefined || from === to) return [];
  return [
    { op: "remove", path: `${record}${formatPointer([from])}` },
    { op: "add", path: `${record}${formatPointer([to])}`, value },
  ];
}

/** U33: a branch under another key; its connections come along. */
export function renameBranchOps(view: View, node: string, from: string, to: string): PatchOp[] {
  const ops = renameMemberOps(view, `/nodes/${node}/data/conditions`, from, to);
  if (ops.length === 0) return [];
  return [
    ...ops,
    ...edgesOfBranch(view, node, from).map((edge): PatchOp => ({
      op: "replace",
      path: `/edges/${edge}/sourceHandle`,
      value: to,
    })),
  ];
}

/** U33: a branch goes, and its connections with it. */
export function removeBranchOps(view: View, node: string, key: string): PatchOp[] {
  return [
    ...edgesOfBranch(view, node, key).map((edge): PatchOp => ({ op: "remove", path: `/edges/${edge}` })),
    { op: "remove", path: `/nodes/${node}/data/conditions${formatPointer([key])}` },
  ];
}

/** U99: a branch that was removed, under a free key, with those of its connections whose other end is still there. */
export function putBackBranchOps(
  view: View,
  node: string,
  key: string,
  branch: JsonObject,
  edges: readonly Edge[],
): PatchOp[] {
  const back = edges.filter(({ id, target }) => !view.edges.has(id) && view.nodes.has(target));
  return [
    ...addMemberOps(view, `/nodes/${node}/data/conditions`, key, branch),
    ...back.map((edge): PatchOp => {
      return { op: "add", path: `/edges/${edge.id}`, value: { ...edge, sourceHandle: key } };
    }),
  ];
}

/** The connections that leave a node by a branch. */
function edgesOfBranch({ edges }: View, node: string, key: string): string[] {
  return [...edges].flatMap(([id, edge]) => (edge.source === node && edge.sourceHandle === key ? [id] : []));
}

/** A key that a record does not have: "reason", "reason 2", … */
export function freshKey(words: string, taken: Iterable<string>): string {
  const keys = new Set(taken);
  for (let i = 1; ; i++) {
    const key = i === 1 ? words : `${words} ${i}`;
    if (!keys.has(key)) return key;
  }
}

/** Keys that no object of a SOP may have. */
const BANNED = new Set(["__proto__", "constructor", "prototype"]);

/** Why a key cannot be another's name, in words; null: it can. */
export function whyNotKey(key: string, others: Iterable<string>): string | null {
  if (key.trim() === "") return "It needs a name.";
  if (BANNED.has(key)) return `"${key}" cannot be used as a name.`;
  return [...others].includes(key) ? `There is already one called "${key}".` : null;
}
