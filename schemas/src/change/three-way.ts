import { equalJson, isArray, isObject, member, type Json, type JsonObject } from "../json.ts";
import type { PatchOp } from "./op.ts";
import { formatPointer } from "./pointer.ts";
import type { GraphView } from "./types.ts";
import type { Step } from "./value.ts";

/** A place that differs: its new value, or undefined where it is gone; `insert`: a new element of an array. */
export interface Difference {
  readonly tokens: readonly Step[];
  readonly value: Json | undefined;
  readonly insert?: boolean;
}

/**
 * What differs between two values, as writes and removals of places. Arrays "whole": a changed one is one write;
 * "elements": only its changed middle, in an order in which indices apply one after the other.
 */
export function differences(
  from: Json,
  to: Json,
  arrays: "whole" | "elements",
  at: readonly Step[] = [],
): Difference[] {
  if (isObject(from) && isObject(to)) {
    const gone = Object.keys(from).filter((key) => member(to, key) === undefined);
    const rest = Object.keys(to).flatMap((key) => {
      const old = member(from, key);
      const value = to[key] as Json;
      return old === undefined
        ? [{ tokens: [...at, key], value }]
        : differences(old, value, arrays, [...at, key]);
    });
    return [...gone.map((key) => ({ tokens: [...at, key], value: undefined })), ...rest];
  }
  if (arrays === "elements" && isArray(from) && isArray(to)) return elementDifferences(from, to, at);
  return equalJson(from, to) ? [] : [{ tokens: at, value: to }];
}

/**
 * The ordinary operations that turn `base` into `value`, at `root` ("" for the whole graph, "/nodes", "/edges"):
 * what an author changed who replaced it (N7). New nodes come before edges, removed nodes after.
 */
export function differenceOps(base: GraphView, value: Json, root: "" | "/nodes" | "/edges" = ""): PatchOp[] {
  if (root === "/nodes") return sortOps(mapOps("nodes", base.nodes, value));
  if (root === "/edges") return sortOps(mapOps("edges", base.edges, value));
  const { nodes, edges, ...meta } = base;
  const given = isObject(value) ? value : {};
  const { nodes: newNodes, edges: newEdges, ...newMeta } = given;
  const metaOps = toOps(differences(meta, newMeta, "elements"), []);
  const nodeOps = mapOps("nodes", nodes, newNodes ?? {});
  const goes = new Set(nodeOps.filter(isRemoval).map((op) => op.path.slice("/nodes/".length)));
  const edgeOps = mapOps("edges", edges, newEdges ?? {}).filter(
    (op) => !(isRemoval(op) && goesWithNode(edges, op, goes)),
  );
  return sortOps([...metaOps, ...nodeOps, ...edgeOps]);
}

/** An edge that is gone because its node is: the node takes it along (T6). */
function goesWithNode(edges: GraphView["edges"], op: PatchOp, goes: ReadonlySet<string>): boolean {
  const edge = member(edges, op.path.slice("/edges/".length));
  return isObject(edge) && [edge.source, edge.target].some((end) => typeof end === "string" && goes.has(end));
}

function mapOps(map: "nodes" | "edges", from: Readonly<Record<string, JsonObject>>, to: Json): PatchOp[] {
  const given = isObject(to) ? to : {};
  const ids = new Set([...Object.keys(from), ...Object.keys(given)]);
  return [...ids].flatMap((id): PatchOp[] => {
    const old = member(from, id);
    const value = member(given, id);
    const path = formatPointer([map, id]);
    if (value === undefined) return [{ op: "remove", path }];
    if (old === undefined) return [{ op: "add", path, value }];
    if (map === "nodes" && isObject(old) && isObject(value) && old.type !== value.type)
      return [{ op: "replace", path, value }];
    return toOps(differences(old, value, "elements"), [map, id]);
  });
}

function toOps(changes: readonly Difference[], at: readonly Step[]): PatchOp[] {
  return changes.map(({ tokens, value, insert }): PatchOp => {
    const path = formatPointer([...at, ...tokens]);
    if (value === undefined) return { op: "remove", path };
    const isElement = typeof tokens.at(-1) === "number";
    return { op: isElement && insert !== true ? "replace" : "add", path, value };
  });
}

/** Only the middle of two arrays that differ at neither end: elements of equal number differ each for itself. */
function elementDifferences(from: readonly Json[], to: readonly Json[], at: readonly Step[]): Difference[] {
  let head = 0;
  while (head < from.length && head < to.length && equalJson(from[head], to[head])) head++;
  let tail = 0;
  const longest = Math.min(from.length, to.length) - head;
  while (tail < longest && equalJson(from[from.length - 1 - tail], to[to.length - 1 - tail])) tail++;
  const removed = from.length - head - tail;
  const added = to.slice(head, to.length - tail);
  if (removed === added.length) {
    return added.flatMap((value, i) =>
      differences(from[head + i] as Json, value, "elements", [...at, head + i]),
    );
  }
  return [
    ...Array.from({ length: removed }, (_, i) => ({
      tokens: [...at, head + removed - 1 - i],
      value: undefined,
    })),
    ...added.map((value, i) => ({ tokens: [...at, head + i], value, insert: true })),
  ];
}

const isRemoval = (op: PatchOp) => op.op === "remove";
const isOfEdge = (op: PatchOp) => op.path.startsWith("/edges");

const isEntity = (op: PatchOp) => /^\/(nodes|edges)\/[^/]+$/.test(op.path);

/** Edges leave before their nodes and arrive after them. */
function sortOps(ops: readonly PatchOp[]): PatchOp[] {
  return ops.toSorted((a, b) => rank(a) - rank(b));
}

/** Where an op comes in the order. */
function rank(op: PatchOp): number {
  if (!isEntity(op)) return isOfEdge(op) ? 4 : 1;
  if (isRemoval(op)) return isOfEdge(op) ? 0 : 5;
  return isOfEdge(op) ? 3 : 2;
}
