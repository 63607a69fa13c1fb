import type { Edge } from "../graph/edge.ts";
import type { ConditionNode } from "../graph/order.ts";
import type { Reading } from "./reading.ts";
import { sortUnique } from "./refs.ts";

/** A branch of a condition with where its edges lead: indices of steps, sorted. */
export interface WayOut {
  readonly action: string;
  readonly sla_min?: number;
  readonly targets: readonly number[];
}

/**
 * Adds a condition's branches under their keys. An edge that leaves by no key of the condition is a branch too, under its
 * handle or label: what was drawn is meant.
 */
export function addBranches(ways: Map<string, WayOut>, node: ConditionNode, reading: Reading): void {
  const edgesByKey = Map.groupBy(reading.links.from(node.id), (edge) => keyOf(edge, node));
  for (const [key, branch] of Object.entries(node.data.conditions ?? {})) {
    ways.set(freeKey(ways, key), { ...branch, targets: targetsOf(edgesByKey.get(key), reading) });
    edgesByKey.delete(key);
  }
  for (const [key, edges] of edgesByKey) {
    const targets = targetsOf(edges, reading);
    const [first] = targets;
    if (first !== undefined) ways.set(freeKey(ways, key), { action: reading.names[first] ?? "", targets });
  }
}

/** `key`, or "key (2)" and so on where that is taken: two conditions of one step may use one word. */
export function freeKey(taken: ReadonlyMap<string, unknown>, key: string): string {
  for (let n = 2, free = key; ; n++) {
    if (!taken.has(free)) return free;
    free = `${key} (${n})`;
  }
}

function keyOf(edge: Edge, node: ConditionNode): string {
  const { sourceHandle: handle, label } = edge;
  const isDeclared = handle !== undefined && Object.hasOwn(node.data.conditions ?? {}, handle);
  return isDeclared ? handle : handle || label || "otherwise";
}

function targetsOf(edges: readonly Edge[] = [], reading: Reading): number[] {
  return sortUnique(edges.map((edge) => reading.indexOf(edge.target)).filter((item) => item !== undefined));
}
