import type { PlaceChange } from "#schemas/change/changes.ts";
import { equalJson, isObject, member } from "#schemas/json.ts";
import type { Part, Place, Step } from "./step.ts";

/**
 * The places of a step that a patch's changes are. An entity that was replaced is its members, so that what others
 * write in the rest of it is no concern of them.
 */
export function placesOf(step: Step, changes: readonly PlaceChange[]): Place[] {
  return changes.flatMap(splitReplaced).map((change) => ({ ...change, step, isTouched: false }));
}

function splitReplaced(change: PlaceChange): PlaceChange[] {
  const { ref, tokens, before, after } = change;
  if (tokens.length > 0 || !isObject(before) || !isObject(after)) return [change];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) =>
    equalJson(member(before, key), member(after, key))
      ? []
      : [{ ref, tokens: [key], before: member(before, key), after: member(after, key) }],
  );
}

/**
 * A patch's places go on where the committed ones before it in its step left off: what both wrote is one place, from
 * what was there first to what is there now, so that a drag of a minute is held as one change. Returns the places that
 * went into later ones.
 */
export function joinPlaces(step: Step, part: Part): Place[] {
  const gone: Place[] = [];
  const earlier = step.parts.slice(0, step.parts.indexOf(part)).reverse();
  part.places = part.places.flatMap((place) => {
    const holder = earlier.find(({ places }) => places.some((other) => isNear(other, place)));
    const first = holder?.places.find((other) => isNear(other, place));
    if (holder?.isCommitted !== true || first === undefined || !goesOn(first, place)) return [place];
    holder.places = holder.places.filter((other) => other !== first);
    gone.push(first);
    return equalJson(first.before, place.after) ? [] : [{ ...place, before: first.before }];
  });
  return gone;
}

/** What edges hang on may change between two patches; what is within a node cannot. */
function goesOn(first: Place, place: Place): boolean {
  const isInside = place.ref.kind !== "edge" && place.tokens.length > 0;
  const isSame = first.tokens.length === place.tokens.length;
  return isInside && isSame && !first.isTouched && equalJson(first.after, place.before);
}

/** Whether a change is at, above or below another. */
export function isNear(a: PlaceChange, b: PlaceChange): boolean {
  if (a.ref.kind !== b.ref.kind || a.ref.id !== b.ref.id) return false;
  const depth = Math.min(a.tokens.length, b.tokens.length);
  return a.tokens.slice(0, depth).every((token, i) => token === b.tokens[i]);
}
