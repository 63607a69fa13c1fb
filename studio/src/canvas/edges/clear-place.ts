import type { Place } from "#schemas/convert/layout.ts";
import type { Size } from "#schemas/convert/node-sizes.ts";
import type { Box } from "../free-place.ts";

/** As much of a node as is looked at; as React Flow has it, since there may be a thousand of them for each edge. */
interface Node extends Partial<Size> {
  readonly position: Place;
}

/** Where along its way a label is tried after its own place: the middle first. */
const OTHERS = [0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9] as const;

/**
 * Where along its way, from 0 to 1, a label of a size covers no node: `at` where that does, else the first place that
 * does, else the one that covers least. `along` gives the middle of the label.
 */
export function clearPlace(
  at: number,
  along: (at: number) => Place,
  { width, height }: Size,
  nodes: readonly Node[],
): number {
  let best = at;
  let least = Infinity;
  for (const tried of [at, ...OTHERS]) {
    const { x, y } = along(tried);
    const label = { x: x - width / 2, y: y - height / 2, width, height };
    let covered = 0;
    for (const node of nodes) covered += overlap(label, node);
    if (covered === 0) return tried;
    if (covered < least) [best, least] = [tried, covered];
  }
  return best;
}

/** About what a label takes, in flow units: known without drawing it. */
export function labelSize(text: string): Size {
  return { width: Math.min(MOST_WIDTH, text.length * LETTER + PADDING), height: 20 };
}

const MOST_WIDTH = 144;
const LETTER = 6.5;
const PADDING = 18;

/** What a label and a node have in common, in square units. */
function overlap(label: Box, { position: { x, y }, width = 0, height = 0 }: Node): number {
  const wide = Math.min(label.x + label.width, x + width) - Math.max(label.x, x);
  const high = Math.min(label.y + label.height, y + height) - Math.max(label.y, y);
  return Math.max(0, wide) * Math.max(0, high);
}
