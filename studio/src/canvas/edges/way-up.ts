import type { Place } from "#schemas/convert/layout.ts";
import { BESIDE, LANE, type EdgePath, type Start } from "./way.ts";

/** Flow units from a node's middle to where nothing of the widest node is. */
const HALF_NODE = 140;
/** Flow units over the node that the way leads to. */
const OVER = 36;
/** The roundness of a corner. */
const ROUND = 12;

/** Whether an edge leads back up: to a node whose upper edge is above where it begins. */
export function isWayUp(start: Start, end: Place): boolean {
  return end.y < start.y;
}

/**
 * A way back up: beside the nodes that it ties, never behind them, and over the target down to its upper edge. The
 * label stands on the way up.
 */
export function wayUp(start: Start, end: Place): EdgePath {
  const isBeside = start.side === "right";
  const hand = isBeside || end.x >= start.x ? 1 : -1;
  const least = start.x + hand * (isBeside ? BESIDE : HALF_NODE + BESIDE);
  const isBehind = Math.abs(least - end.x) < HALF_NODE + BESIDE;
  const lane = (isBehind ? end.x + hand * (HALF_NODE + BESIDE) : least) + start.above * LANE;
  const low = isBeside ? start.y : start.y + BESIDE;
  const high = end.y - OVER - start.above * LANE;
  const corners = [{ x: lane, y: low }, { x: lane, y: high }, { x: end.x, y: high }, end];
  const d = rounded(isBeside ? [start, ...corners] : [start, { x: start.x, y: low }, ...corners]);
  return { d, labelAt: (at) => ({ x: lane, y: low + (high - low) * Math.max(0, at) }) };
}

/** Straight lines from place to place, with round corners. */
function rounded(places: readonly Place[]): string {
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
