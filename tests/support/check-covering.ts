import { compareStamps } from "#schemas/change/stamp.ts";
import type { Stamp } from "#schemas/change/stamp.ts";
import type { SopState } from "#schemas/change/state.ts";
import { placesOf } from "./registers.ts";

/** The stamp of each written place outside lists, by pointer. Lists have no stable pointers. */
export type WrittenPlaces = ReadonlyMap<string, Stamp>;

/** The written places of a state, to be compared after the next commit. */
export function writtenPlaces(state: SopState): WrittenPlaces {
  const places = [...placesOf(state)];
  const lists = places.filter(({ reg }) => reg.list !== null).map(({ pointer }) => `${pointer}/`);
  const written = places.filter(({ pointer }) => !lists.some((list) => pointer.startsWith(list)));
  return new Map(
    written.flatMap(({ pointer, reg }) => (reg.write === null ? [] : [[pointer, reg.write.stamp]])),
  );
}

/** I5: whatever write is gone since `before`, in an entity that lived on, is covered by one not older. */
export function checkCovering(
  before: WrittenPlaces,
  state: SopState,
  survived: (entity: string) => boolean,
): void {
  const after = writtenPlaces(state);
  for (const [pointer, stamp] of before) {
    if (!survived(pointer.split("/").slice(0, 3).join("/"))) continue;
    const covers = selfAndAbove(pointer).flatMap((at) => after.get(at) ?? []);
    if (!covers.some((cover) => compareStamps(cover, stamp) >= 0)) {
      throw new Error(`[I5] a write at ${pointer} is gone, and nothing as new covers it`);
    }
  }
}

function selfAndAbove(pointer: string): string[] {
  const tokens = pointer.split("/");
  return tokens.map((_, i) => tokens.slice(0, tokens.length - i).join("/"));
}
