import type { Write } from "#schemas/change/record.ts";
import { compareStamps } from "#schemas/change/stamp.ts";
import type { SopState } from "#schemas/change/state.ts";
import type { Patch } from "#schemas/change/types.ts";
import { placesOf } from "./registers.ts";

/** The write at each written place outside lists, by pointer. Lists have no stable pointers. */
export type WrittenPlaces = ReadonlyMap<string, Write>;

/** The written places of a state, to be compared after the next commit. */
export function writtenPlaces(state: SopState): WrittenPlaces {
  const places = [...placesOf(state)];
  const lists = places.filter(({ reg }) => reg.list !== null).map(({ pointer }) => `${pointer}/`);
  const written = places.filter(({ pointer }) => !lists.some((list) => pointer.startsWith(list)));
  return new Map(written.flatMap(({ pointer, reg }) => (reg.write === null ? [] : [[pointer, reg.write]])));
}

/**
 * I5: a write that the patch had not seen and that is gone, in an entity that lived on, is covered by one as new.
 * For patches of one op: a second op that covers the first one covers something of its own, which it has seen.
 */
export function checkCovering(
  before: WrittenPlaces,
  state: SopState,
  { peer, base, ops }: Patch,
  survived: (entity: string) => boolean,
): void {
  if (ops.length > 1) return;
  const after = writtenPlaces(state);
  for (const [pointer, write] of before) {
    if (write.peer === peer || (base !== null && write.version <= base)) continue;
    if (!survived(pointer.split("/").slice(0, 3).join("/"))) continue;
    const covers = selfAndAbove(pointer).flatMap((at) => after.get(at) ?? []);
    if (!covers.some(({ stamp }) => compareStamps(stamp, write.stamp) >= 0)) {
      throw new Error(`[I5] the unseen write at ${pointer} is gone, and nothing as new covers it`);
    }
  }
}

function selfAndAbove(pointer: string): string[] {
  const tokens = pointer.split("/");
  return tokens.map((_, i) => tokens.slice(0, tokens.length - i).join("/"));
}
