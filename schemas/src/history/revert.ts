import { pathOf } from "../change/draft.ts";
import type { PlaceChange } from "../change/changes.ts";
import type { Skipped } from "../change/invert.ts";
import type { SopState } from "../change/state.ts";
import { refKey } from "../change/target.ts";
import { groupTouches, type Touch } from "./touches.ts";

/** A revert under way. */
export interface Revert {
  /** The newest version, with who wrote what. */
  readonly state: SopState;
  /** Its graph, in which things are taken back. */
  readonly work: SopState;
  readonly isOwn: (peer: string) => boolean;
  /** Everything since, by entity, oldest first. */
  readonly touches: ReadonlyMap<string, readonly Touch[]>;
  /** Versions of which something was taken back. */
  readonly undone: Set<number>;
  /** By entity: what older work of the agent at these places stays with, too; of each place the newest. */
  readonly skipped: Map<string, SkippedTouch[]>;
  /** Paths of lists that were taken back element by element, all versions at once; false: they cannot be. */
  readonly lists: Map<string, boolean>;
}

/** A touch that is not taken back, and whose later one keeps it from that. */
interface SkippedTouch {
  readonly version: number;
  readonly change: PlaceChange;
  readonly reason: Skipped["reason"];
  readonly by: Touch | undefined;
}

/** A revert at its start. */
export function createRevert(
  state: SopState,
  work: SopState,
  touches: readonly Touch[],
  isOwn: (peer: string) => boolean,
): Revert {
  return {
    state,
    work,
    isOwn,
    touches: groupTouches(touches),
    undone: new Set(),
    skipped: new Map(),
    lists: new Map(),
  };
}

/** What was done to the entity that a change is in. */
export function touchesOn({ touches }: Revert, { ref }: Pick<PlaceChange, "ref">): readonly Touch[] {
  return touches.get(refKey(ref)) ?? [];
}

/** Leaves a touch as it is; of several at one place the newest is told. */
export function skip(
  { skipped }: Revert,
  { version, change }: Touch,
  reason: Skipped["reason"],
  by: Touch | undefined,
): void {
  const key = refKey(change.ref);
  const kept = skipped.get(key) ?? [];
  skipped.set(key, kept);
  const path = pathOf(change.ref, change.tokens);
  if (!kept.some((other) => pathOf(other.change.ref, other.change.tokens) === path))
    kept.push({ version, change, reason, by });
}
