import type { Place } from "#schemas/convert/layout.ts";
import { sizeOfNode, type Size } from "#schemas/convert/node-sizes.ts";
import type { Node } from "#schemas/graph/node.ts";

/** An upright rectangle, in flow units. */
export interface Box extends Place, Size {}

/** What a node covers. */
export function boxOf(node: Node): Box {
  return { ...node.position, ...sizeOfNode(node) };
}

/** Flow units between a new node and those around it. */
const AIR = 24;
/** Flow units from one try to the next. */
const STRIDE = 40;
/** So far from the wished place a node would not be found any more. */
const MOST_RINGS = 40;

/** U13: the place nearest to the wished one where a box covers no other; the wished one where there is none. */
export function freePlace(wished: Place, size: Size, others: readonly Box[]): Place {
  for (let ring = 0; ring <= MOST_RINGS; ring++) {
    for (const { x, y } of ringAround(ring)) {
      const place = { x: wished.x + x * STRIDE, y: wished.y + y * STRIDE };
      if (!others.some((other) => areNear({ ...place, ...size }, other))) return place;
    }
  }
  return wished;
}

/** The cells at a distance, upwards last: SOPs are read from top to bottom. */
function ringAround(ring: number): Place[] {
  if (ring === 0) return [{ x: 0, y: 0 }];
  const cells: Place[] = [];
  for (let i = -ring; i <= ring; i++) {
    cells.push({ x: i, y: ring }, { x: i, y: -ring });
    if (Math.abs(i) < ring) cells.push({ x: ring, y: i }, { x: -ring, y: i });
  }
  return cells.sort((a, b) => far(a) - far(b));
}

function far({ x, y }: Place): number {
  return Math.hypot(x, y) + (y < 0 ? MOST_RINGS : 0) + Math.abs(x) / 2;
}

function areNear(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width + AIR &&
    b.x < a.x + a.width + AIR &&
    a.y < b.y + b.height + AIR &&
    b.y < a.y + a.height + AIR
  );
}
