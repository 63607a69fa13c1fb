import type { Place } from "#schemas/convert/layout.ts";

/** The roundness of a corner. */
const ROUND = 12;

/** Straight lines from place to place, with round corners. */
export function rounded(places: readonly Place[]): string {
  return places
    .map((place, i) => {
      const before = places[i - 1];
      const after = places[i + 1];
      if (before === undefined) return `M${place.x},${place.y}`;
      if (after === undefined) return `L${place.x},${place.y}`;
      const from = towards(place, before);
      const to = towards(place, after);
      return `L${from.x},${from.y} Q${place.x},${place.y} ${to.x},${to.y}`;
    })
    .join(" ");
}

/** The place where a corner's curve begins or ends: at most half way to the next corner. */
function towards(corner: Place, next: Place): Place {
  const length = Math.hypot(next.x - corner.x, next.y - corner.y);
  const part = length === 0 ? 0 : Math.min(ROUND, length / 2) / length;
  return { x: corner.x + (next.x - corner.x) * part, y: corner.y + (next.y - corner.y) * part };
}
