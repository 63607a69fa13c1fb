import type { PlaceChange } from "#schemas/change/changes.ts";
import { refKey } from "#schemas/change/target.ts";
import { isArray } from "#schemas/json.ts";
import { isNear } from "./places.ts";
import type { Place } from "./step.ts";

/** My places by entity, so that what others write costs what it touches, however long my history is. */
export interface PlaceIndex {
  add(places: readonly Place[]): void;
  remove(places: readonly Place[]): void;
  /** Marks the places that a change of somebody else touches, and returns those that it was the first to touch. */
  touch(change: PlaceChange): Place[];
}

/** An empty index. */
export function createPlaceIndex(): PlaceIndex {
  const placesByEntity = new Map<string, Set<Place>>();
  return {
    add(places) {
      for (const place of places) {
        const key = refKey(place.ref);
        const known = placesByEntity.get(key);
        if (known === undefined) placesByEntity.set(key, new Set([place]));
        else known.add(place);
      }
    },
    remove(places) {
      for (const place of places) {
        const known = placesByEntity.get(refKey(place.ref));
        known?.delete(place);
        if (known?.size === 0) placesByEntity.delete(refKey(place.ref));
      }
    },
    touch(change) {
      const known = placesByEntity.get(refKey(change.ref)) ?? [];
      const touched = [...known].filter((place) => !place.isTouched && isTouchedBy(place, change));
      for (const place of touched) place.isTouched = true;
      return touched;
    },
  };
}

/** Whether a change writes at, above or below a place. */
function isTouchedBy(place: Place, change: PlaceChange): boolean {
  if (!isNear(place, change)) return false;
  // Lists are compared element by element, at the time.
  if (place.tokens.length === change.tokens.length && isList(place) && isList(change)) return false;
  // An entity that goes and comes back holds what was written in it before, as the registry's registers do (T4).
  const comesOrGoes =
    change.tokens.length === 0 && (change.before === undefined || change.after === undefined);
  return !comesOrGoes || place.tokens.length === 0;
}

function isList({ before, after }: PlaceChange): boolean {
  return isArray(before) && isArray(after);
}
