import type { Viewport } from "@xyflow/react";
import type { Node } from "#schemas/graph/node.ts";
import { byPlace } from "#schemas/graph/order.ts";
import type { Size } from "#schemas/convert/node-sizes.ts";
import { boxOf } from "./free-place.ts";

/** Below this zoom nobody can read a node: rather the beginning than everything. */
const LEAST_ZOOM = 0.5;
/** The zoom at which a beginning is shown. */
const READING_ZOOM = 0.8;
/** Pixels around what is shown. */
const MARGIN = 64;
/** Over a beginning, which has a name tag at its upper edge where somebody is at it: what is done with it floats there. */
const READING_MARGIN = 80;
/** At the sides of a wide canvas: what floats over it there hides nothing. */
const SIDE_MARGIN = { from: 640, width: 112 } as const;

/** U92: what is seen of a SOP when it is opened: all of it where it can be read then, else its first step. */
export function firstView(nodes: readonly Node[], { width, height }: Size): Viewport {
  const sorted = nodes.toSorted(byPlace);
  // A tool may stand above the step that it helps.
  const first = sorted.find(({ type }) => type === "step") ?? sorted[0];
  if (first === undefined || width === 0 || height === 0) return { x: 0, y: 0, zoom: 1 };
  const boxes = nodes.map(boxOf);
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const wide = Math.max(...boxes.map((box) => box.x + box.width)) - left;
  const high = Math.max(...boxes.map((box) => box.y + box.height)) - top;
  const side = width < SIDE_MARGIN.from ? MARGIN : SIDE_MARGIN.width;
  const zoom = Math.min(1, (width - 2 * side) / wide, (height - 2 * MARGIN) / high);
  if (zoom >= LEAST_ZOOM)
    return { x: width / 2 - (left + wide / 2) * zoom, y: height / 2 - (top + high / 2) * zoom, zoom };
  const start = boxOf(first);
  return {
    x: width / 2 - (start.x + start.width / 2) * READING_ZOOM,
    y: READING_MARGIN - start.y * READING_ZOOM,
    zoom: READING_ZOOM,
  };
}
