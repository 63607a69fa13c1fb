import { changesOf, type PlaceChange } from "../change/changes.ts";
import { replay } from "../change/replay.ts";
import { graphOf, type SopState } from "../change/state.ts";
import { refKey } from "../change/target.ts";
import type { Row } from "../change/types.ts";

/** What one version changed at one place. */
export interface Touch {
  readonly version: number;
  readonly peer: string;
  readonly change: PlaceChange;
}

/** Everything that rows changed, oldest first; `state`, before the first of them, is moved past the last. */
export function readTouches(state: SopState, rows: readonly Row[]): Touch[] {
  return rows.flatMap((row) => {
    const changes = changesOf(graphOf(state), row.effects);
    replay(state, row);
    return changes.map((change) => ({ version: row.version, peer: row.peer, change }));
  });
}

/** Touches by the entity that they are in, oldest first. */
export function groupTouches(touches: readonly Touch[]): Map<string, Touch[]> {
  const groups = new Map<string, Touch[]>();
  for (const touch of touches) {
    const key = refKey(touch.change.ref);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [touch]);
    else group.push(touch);
  }
  return groups;
}

/** Whether one of two places (in one entity) holds the other, or is it. */
export function areOverlapping(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}
