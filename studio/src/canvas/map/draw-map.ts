import type { Box } from "../free-place.ts";
import type { MapFrame } from "./map-frame.ts";

/** A node on the map. */
export interface Spot extends Box {
  readonly color: string;
}

/** What a map is drawn with. */
export interface MapInk {
  readonly veil: string;
  readonly border: string;
}

/** Draws nodes and what is seen of them; what is not seen lies under a veil. */
export function drawMap(
  context: CanvasRenderingContext2D,
  frame: MapFrame,
  spots: readonly Spot[],
  seen: Box,
  ink: MapInk,
): void {
  const { canvas } = context;
  const place = (box: Box): [number, number, number, number] => [
    (box.x - frame.x) * frame.scale,
    (box.y - frame.y) * frame.scale,
    Math.max(box.width * frame.scale, 2),
    Math.max(box.height * frame.scale, 2),
  ];
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (const spot of spots) {
    context.fillStyle = spot.color;
    context.fillRect(...place(spot));
  }
  context.beginPath();
  context.rect(0, 0, canvas.width, canvas.height);
  context.rect(...place(seen));
  context.globalAlpha = 0.6;
  context.fillStyle = ink.veil;
  context.fill("evenodd");
  context.globalAlpha = 1;
  context.strokeStyle = ink.border;
  context.strokeRect(...place(seen));
}
