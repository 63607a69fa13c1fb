import type { PatchOp } from "#schemas/change/op.ts";
import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import type { Graph } from "#tests/contract-client/json.ts";

/**
 * Where the own pending patches are. "apart": each on a node of its own, remote ones on others. "same": those nodes are
 * what remote ones write in. "few": one in five is an index op on one list, which remote ones write in too. "list": all of
 * them are.
 */
export type PendingKind = "apart" | "same" | "few" | "list";

/** In the order of their cost. */
export const PENDING_KINDS = ["apart", "same", "few", "list"] as const satisfies readonly PendingKind[];

/** The node with the list. */
const LIST_NODE = "n0";
const LIST = `/nodes/${LIST_NODE}/data/tool_suggestions`;

/** A graph whose first node has the list. */
export function withList(graph: Graph): Graph {
  const listed = graph.nodes[LIST_NODE];
  if (listed === undefined) throw new Error("a graph without nodes");
  const tools = Array.from({ length: 10 }, (_, i) => ({ name: `tool ${i}`, when: "now" }));
  listed.data["tool_suggestions"] = tools;
  return graph;
}

/** The i-th own patch, on a SOP of so many nodes. */
export const PENDING: Readonly<Record<PendingKind, (i: number) => PatchOp[]>> = {
  apart: (i) => [move(i)],
  same: (i) => [move(i)],
  few: (i) => [i % 5 === 0 ? listOp(i / 5) : move(i)],
  list: (i) => [listOp(i)],
};

/** What others do in their patch of this number. */
export function remoteOps(kind: PendingKind, number: number, nodes: number): PatchEvent["ops"] {
  const value = { x: number % 1000, y: number % 77 };
  if (kind === "apart")
    return [{ op: "replace", path: `/nodes/n${100 + (number % (nodes - 100))}/position`, value }];
  if (kind === "same")
    return [{ op: "replace", path: `/nodes/n${number % 50}/data/step`, value: `Step ${number}` }];
  // Comes and goes, so that the list stays as long as it is.
  const at = `${LIST}/${(number >> 1) % 5}`;
  if (number % 2 === 0) return [{ op: "add", path: at, value: { name: `theirs ${number}`, when: "now" } }];
  return number === 1 ? [] : [{ op: "remove", path: at.replace(/\d+$/, `${((number - 1) >> 1) % 5}`) }];
}

/** The i-th edit of somebody who works for long without a network: drags for the most part, some lists, some new nodes. */
export function offlineEdit(i: number, nodes: number): PatchOp[] {
  const node = `n${(i * 7) % Math.min(nodes, 1000)}`;
  if (i % 20 === 5) return [{ op: "add", path: `/nodes/${node}/data/criteria/c${i}`, value: "yes" }];
  if (i % 20 === 10)
    return [{ op: "add", path: `${LIST}/-`, value: { name: `offline ${i}`, when: "later" } }];
  if (i % 20 === 15) {
    const edge = { id: `off${i}`, source: node, target: LIST_NODE };
    return [{ op: "add", path: `/edges/off${i}`, value: edge }];
  }
  return [move((i * 7) % Math.min(nodes, 1000), i)];
}

function listOp(i: number): PatchOp {
  if (i % 2 === 0)
    return { op: "add", path: `${LIST}/${i % 10}`, value: { name: `mine ${i}`, when: "later" } };
  return { op: "replace", path: `${LIST}/${i % 10}/when`, value: `in ${i} minutes` };
}

function move(i: number, by = i): PatchOp {
  return { op: "replace", path: `/nodes/n${i}/position`, value: { x: 5000 + (by % 1000), y: by % 333 } };
}
