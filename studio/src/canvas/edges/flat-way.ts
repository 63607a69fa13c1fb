import type { Place } from "#schemas/convert/layout.ts";
import { rounded } from "./rounded.ts";
import { OVER, type EdgePath } from "./way.ts";

/** A way this many times as wide as it is high would be a slope through everything as one curve. */
const FLAT = 2.5;

/** Whether a way down leads so far aside that it is better drawn as two corners. */
export function isFlat(from: Place, to: Place): boolean {
  return Math.abs(to.x - from.x) > FLAT * (to.y - from.y);
}

/** Down, level over the node that it leads to, `higher` than the others there, and down to it. */
export function flatWay(from: Place, to: Place, higher: number): EdgePath {
  const level = Math.max((from.y + to.y) / 2, to.y - OVER - higher);
  const d = rounded([from, { x: from.x, y: level }, { x: to.x, y: level }, to]);
  return { d, labelAt: (at) => ({ x: from.x + (to.x - from.x) * Math.max(0, at), y: level }) };
}
