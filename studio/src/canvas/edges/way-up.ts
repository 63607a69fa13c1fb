import type { Place } from "#schemas/convert/layout.ts";
import { rounded } from "./rounded.ts";
import { BESIDE, LANE, OVER, type EdgePath, type Start } from "./way.ts";

/** Flow units from a node's middle to where nothing of the widest node is. */
const HALF_NODE = 140;

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
