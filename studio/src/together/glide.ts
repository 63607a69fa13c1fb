/** A place on the canvas. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/**
 * News come every 33 to 50 ms; two thirds of what is missing is made up in that time, so that a movement neither stops
 * between two of them nor lags behind.
 */
const HALF_WAY_MS = 30;

/** So near, in pixels on the canvas, that nobody sees a difference. */
const NEAR = 0.1;

/** Where something that glides from `from` to `to` is after `ms`; `to` itself once it is as good as there. */
export function glide(from: Spot, to: Spot, ms: number): Spot {
  const left = 0.5 ** (ms / HALF_WAY_MS);
  const x = to.x + (from.x - to.x) * left;
  const y = to.y + (from.y - to.y) * left;
  return Math.abs(x - to.x) < NEAR && Math.abs(y - to.y) < NEAR ? to : { x, y };
}

/** A part of the canvas that somebody sees: what is in its middle, and how large it is shown. */
export interface Sight extends Spot {
  readonly zoom: number;
}

/** As `glide`; a zoom goes by its ratio, as eyes see it. */
export function glideSight(from: Sight, to: Sight, ms: number): Sight {
  const spot = glide(from, to, ms);
  const left = 0.5 ** (ms / HALF_WAY_MS);
  const zoom = to.zoom * (from.zoom / to.zoom) ** left;
  const isThere = spot === to && Math.abs(zoom / to.zoom - 1) < 0.001;
  return isThere ? to : { x: spot.x, y: spot.y, zoom };
}
