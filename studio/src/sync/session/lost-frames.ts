import { isIndex, type EntityOps } from "../core/laid-op.ts";
import type { PendingPatch } from "../core/pending.ts";
import type { Queue } from "../core/queue.ts";

/**
 * The patches behind this one that say where in a list in which it did too. Where it leaves unjudged, what their author
 * saw there is not what the registry has.
 */
export function standingOn(queue: Queue, patch: PendingPatch): PendingPatch[] {
  const lists = listsOf(patch);
  if (lists.size === 0) return [];
  return [...queue.all()].filter(
    (other) =>
      other.seq > patch.seq &&
      other.fate === null &&
      !other.isInGraph &&
      !lists.isDisjointFrom(listsOf(other)),
  );
}

/** It says where in a list. */
export function saysWhere({ entities }: PendingPatch): boolean {
  return [...entities.values()].some(({ hasIndex }) => hasIndex);
}

/** The outermost lists in which a patch says where. */
function listsOf({ entities }: PendingPatch): Set<string> {
  return new Set([...entities.values()].flatMap(listsIn));
}

function listsIn({ key, ops, hasIndex }: EntityOps): string[] {
  if (!hasIndex) return [];
  return ops.flatMap(({ tokens, from }) =>
    [tokens, from ?? []].flatMap((path) => {
      const at = path.findIndex(isIndex);
      return at < 0 ? [] : [`${key} ${path.slice(0, at).join("/")}`];
    }),
  );
}
