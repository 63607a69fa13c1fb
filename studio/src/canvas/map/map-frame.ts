import type { Place } from "#schemas/convert/layout.ts";
import type { Size } from "#schemas/convert/node-sizes.ts";
import type { Box } from "../free-place.ts";

/** How a map shows the canvas: `scale` pixels of the map to a flow unit, `x` and `y` of its corner in flow units. */
export interface MapFrame extends Place {
  readonly scale: number;
}

/** Pixels of the map that stay free around what it shows. */
const MARGIN = 8;

/** The frame that shows all boxes and what is seen, in the middle of a map of a size. */
export function mapFrame(boxes: Iterable<Box>, seen: Box, size: Size): MapFrame {
  let { x: left, y: top } = seen;
  let right = left + seen.width;
  let bottom = top + seen.height;
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  const scale = Math.min(
    (size.width - 2 * MARGIN) / Math.max(right - left, 1),
    (size.height - 2 * MARGIN) / Math.max(bottom - top, 1),
  );
  return {
    x: (left + right - size.width / scale) / 2,
    y: (top + bottom - size.height / scale) / 2,
    scale,
  };
}

/** A place on the map, in flow units. */
export function placeOnCanvas({ x, y, scale }: MapFrame, on: Place): Place {
  return { x: x + on.x / scale, y: y + on.y / scale };
}
