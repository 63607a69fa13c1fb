import type { Box } from "../free-place.ts";

/** Boxes, found by where they are: of a thousand, those near a label alone are looked at. */
export interface BoxIndex {
  readonly add: (box: Box) => void;
  readonly remove: (box: Box) => void;
  /** How much of a box others cover, in square units; what two of them cover counts twice. */
  readonly covered: (box: Box) => number;
}

/** Flow units; about a node. */
const CELL = 256;

export function createBoxIndex(): BoxIndex {
  const cells = new Map<number, Set<Box>>();
  return {
    add(box) {
      forEachCell(box, (key) => {
        const there = cells.get(key);
        if (there === undefined) cells.set(key, new Set([box]));
        else there.add(box);
      });
    },
    remove(box) {
      forEachCell(box, (key) => void cells.get(key)?.delete(box));
    },
    covered(box) {
      let area = 0;
      forEachCell(box, (key) => {
        for (const other of cells.get(key) ?? []) area += overlapIn(key, box, other);
      });
      return area;
    },
  };
}

function forEachCell({ x, y, width, height }: Box, run: (key: number) => void): void {
  for (let column = Math.floor(x / CELL); column * CELL <= x + width; column++)
    for (let row = Math.floor(y / CELL); row * CELL <= y + height; row++) run(keyOf(column, row));
}

/** Two far apart may share one: then more is looked at. */
function keyOf(column: number, row: number): number {
  return column * 0x1_00_00 + row;
}

/** What two boxes have in common, in square units, told in one cell of those that both are in. */
function overlapIn(cell: number, a: Box, b: Box): number {
  const [left, top] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  if (keyOf(Math.floor(left / CELL), Math.floor(top / CELL)) !== cell) return 0;
  const wide = Math.min(a.x + a.width, b.x + b.width) - left;
  const high = Math.min(a.y + a.height, b.y + b.height) - top;
  return Math.max(0, wide) * Math.max(0, high);
}
