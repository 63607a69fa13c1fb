import type { Draft } from "./draft.ts";
import type { Entity } from "./record.ts";
import type { Origin, Stamp } from "./stamp.ts";
import { ownStamp } from "./draft.ts";
import { compareStamps, laterStamp, seenPrefix, stampAbove } from "./stamp.ts";
import type { Ref } from "./state.ts";
import type { Step } from "./value.ts";

/**
 * What the author of a patch had before their eyes: all commits up to the base, and their own.
 * Null stands for "as old as the log", which everybody has seen.
 */
function hasSeen(draft: Draft, origin: Origin | null): boolean {
  if (origin === null || origin.peer === draft.patch.peer) return true;
  return draft.patch.base !== null && origin.version <= draft.patch.base;
}

/**
 * The same for the write at `tokens` in an entity, asked while judging an op on `target`: a place that a `test` of
 * this patch found as thought counts as seen, with what lies above and below it (T11).
 */
export function hasSeenAt(
  draft: Draft,
  origin: Origin | null,
  ref: Ref,
  tokens: readonly Step[],
  target: readonly Step[],
): boolean {
  if (hasSeen(draft, origin)) return true;
  if (draft.tested.length === 0) return false;
  return draft.tested.some((place) => {
    if (place.ref === null) return true;
    if (place.ref.kind !== ref.kind || place.ref.id !== ref.id) return false;
    return (
      startsWith(tokens, place.tokens) ||
      (startsWith(place.tokens, tokens) && startsWith(target, place.tokens))
    );
  });
}

/** Whether the whole entity was tested: its birth and death count as seen. */
export function hasSeenEntity(draft: Draft, origin: Origin | null, ref: Ref): boolean {
  return hasSeenAt(draft, origin, ref, [], []);
}

/**
 * Whether something born by `origin` was there for the author. On a history that the registry does not have
 * (base null) the patch lies literally on the graph as it is.
 */
export function hasSeenBirth(draft: Draft, origin: Origin | null, ref: Ref): boolean {
  return draft.patch.base === null || hasSeenEntity(draft, origin, ref);
}

/** Whether the entity lived for the author, as far as the record tells. */
export function livedInFrame(draft: Draft, ref: Ref, record: Entity, livesNow: boolean): boolean {
  const { birth, death, prior } = record;
  if (!livesNow && death === null) return false;
  if (death !== null && hasSeenDeath(draft, ref, record)) return false;
  if (hasSeenBirth(draft, birth, ref)) return true;
  return prior !== null && hasSeenBirth(draft, prior.born, ref) && !hasSeen(draft, prior.died);
}

/** Whether the author knew of the death: of any removal, where several did not know of each other. */
export function hasSeenDeath(draft: Draft, ref: Ref, record: Entity): boolean {
  const { death } = record;
  if (death === null) return false;
  return hasSeenEntity(draft, death, ref) || death.also.some((origin) => hasSeen(draft, origin));
}

/** The stamp of the current op over what its author had seen of these marks: never below, and no more than that (T12). */
export function stampOver(
  draft: Draft,
  marks: Iterable<{ readonly stamp: Stamp; readonly seen: boolean }>,
): Stamp {
  const own = ownStamp(draft);
  let stamp = own;
  for (const mark of marks) {
    if (compareStamps(mark.stamp, own) < 0) continue;
    const tested = mark.seen && draft.tested.length > 0;
    const floor = tested ? mark.stamp : seenPrefix(mark.stamp, (entry) => hasSeen(draft, entry));
    stamp = laterStamp(stampAbove(floor, own), stamp);
  }
  return stamp;
}

function startsWith(tokens: readonly Step[], prefix: readonly Step[]): boolean {
  return prefix.length <= tokens.length && prefix.every((token, i) => String(token) === String(tokens[i]));
}
