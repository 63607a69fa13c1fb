/** How long a movement of the canvas takes: no time where the user wants no motion. */
export function motionMs(ms: number): number {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : ms;
}
