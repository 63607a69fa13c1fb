import type { Effect } from "#schemas/change/op.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import { targetOf } from "#schemas/change/target.ts";
import type { MadePatch, PendingPatch } from "../core/pending.ts";
import type { Queue } from "../core/queue.ts";

/** TRANSFORM "Client": a removal that waited longer than this, of a node that others changed since, waits for a yes. */
const OLD_MS = 10 * 60 * 1000;

/** The nodes that these effects write in. */
export function nodesIn(effects: readonly Pick<Effect, "path">[]): string[] {
  return effects.flatMap(({ path }) => {
    const target = targetOf(parsePointer(path) ?? []);
    return target.kind !== "whole" && target.ref.kind === "node" ? [target.ref.id] : [];
  });
}

/** Pending patches, surely not judged, that remove one of these nodes and were made long ago. */
export function oldRemovals(queue: Queue, changed: ReadonlySet<string>, serverNow: number): PendingPatch[] {
  if (changed.size === 0) return [];
  return [...queue.all()].filter(
    ({ made, isInGraph, fate }) => !isInGraph && fate === null && isOldRemovalOf(made, changed, serverNow),
  );
}

/** A patch that was made long ago and removes one of these nodes. */
export function isOldRemovalOf(
  { ts, ops }: Pick<MadePatch, "ts" | "ops">,
  nodes: ReadonlySet<string>,
  serverNow: number,
): boolean {
  return serverNow - ts > OLD_MS && removedNodes(ops).some((node) => nodes.has(node));
}

/** The nodes that a patch removes as a whole. */
export function removedNodes(ops: MadePatch["ops"]): string[] {
  return ops.flatMap((op) => {
    const target = op.op === "remove" ? targetOf(parsePointer(op.path) ?? []) : null;
    return target?.kind === "entity" && target.ref.kind === "node" ? [target.ref.id] : [];
  });
}
