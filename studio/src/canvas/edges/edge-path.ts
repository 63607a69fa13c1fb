import type { Place } from "#schemas/convert/layout.ts";
import { flatWay, isFlat } from "./flat-way.ts";
import { BESIDE, LANE, type EdgePath, type Start } from "./way.ts";
import { isWayUp, wayUp } from "./way-up.ts";

/** The least and the most that a line goes straight on before it bends. */
const BEND = { least: 36, most: 220 } as const;

/**
 * A smooth way down to the upper edge of a node. What leaves at the side for a node that is not on that side goes down
 * beside its own node first, and never behind it. What leads far aside goes level over its target.
 */
export function edgePath(start: Start, end: Place): EdgePath {
  if (isWayUp(start, end)) return wayUp(start, end);
  if (start.side === "bottom") return down(start, end, 0);
  if (end.x > start.x + 2 * BESIDE && end.y > start.y) return bend(start, { x: 1, y: 0 }, end);
  const lane = start.x + BESIDE + start.lane * LANE;
  const corner = `M${start.x},${start.y} Q${lane},${start.y} ${lane},${start.y + BESIDE / 2}`;
  const turn = { x: lane, y: start.y + Math.max(start.drop, BESIDE / 2) };
  const { d, labelAt } = down(turn, end, start.lane * LANE);
  const beside = turn.y - start.y - BESIDE / 2;
  return {
    d: `${corner} L${d.slice(1)}`,
    labelAt: (at) => (at < 0 ? { x: lane, y: turn.y + at * beside } : labelAt(at)),
  };
}

function down(from: Place, to: Place, higher: number): EdgePath {
  return isFlat(from, to) ? flatWay(from, to, higher) : bend(from, { x: 0, y: 1 }, to);
}

/** One cubic from a place, first in a direction, at last straight down. */
function bend(from: Place, direction: Place, to: Place): EdgePath {
  const ahead = direction.y === 1 ? to.y - from.y : to.x - from.x;
  const out = reach(ahead);
  const a = { x: from.x + direction.x * out, y: from.y + direction.y * out };
  const b = { x: to.x, y: to.y - reach(to.y - from.y) };
  const d = `M${from.x},${from.y} C${a.x},${a.y} ${b.x},${b.y} ${to.x},${to.y}`;
  const labelAt = (at: number) => {
    const t = Math.max(0, at);
    return { x: cubic(t, from.x, a.x, b.x, to.x), y: cubic(t, from.y, a.y, b.y, to.y) };
  };
  return { d, labelAt };
}

/** Half the way; on the way back a wide loop. */
function reach(ahead: number): number {
  return Math.min(BEND.most, Math.max(BEND.least, ahead >= 0 ? ahead / 2 : -ahead * 0.6));
}

function cubic(t: number, p0: number, p1: number, p2: number, p3: number): number {
  const u = 1 - t;
  return u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3;
}
