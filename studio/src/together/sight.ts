import type { Sight } from "./glide.ts";

/** A canvas as it is on the screen, as xyflow keeps it. */
export interface Pane {
  readonly transform: readonly [x: number, y: number, zoom: number];
  readonly width: number;
  readonly height: number;
}

/** On a narrower screen a followed view is shown smaller, so that what its owner looks at is on it. */
const FULL_WIDTH = 700;

/** What a pane shows, told so that another pane, of whatever size, can show it too; null: it has no size yet. */
export function sightOf({ transform: [x, y, zoom], width, height }: Pane): Sight | null {
  if (width === 0 || height === 0 || zoom === 0) return null;
  return { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom, zoom };
}

/** How a pane has to stand to show a sight. */
export function viewportFor(sight: Sight, { width, height }: Pick<Pane, "width" | "height">): Sight {
  const { x, y, zoom } = sight;
  return { x: width / 2 - x * zoom, y: height / 2 - y * zoom, zoom };
}

/** Another's sight, as large as a pane of this width can show it. */
export function fitSight(sight: Sight, { width }: Pick<Pane, "width">): Sight {
  return { ...sight, zoom: sight.zoom * Math.min(1, width / FULL_WIDTH) };
}
