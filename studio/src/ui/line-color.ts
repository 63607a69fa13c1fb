import type { CSSProperties } from "react";
import { channelsOf, luminance } from "./luminance.ts";

/**
 * Somebody's colour for an element of the class `peer-line`, which draws with `var(--peer)`: each theme's own, so that
 * nothing is drawn anew when the theme changes.
 */
export function lineColors(color: string): CSSProperties {
  return { ["--peer-light" as string]: color, ["--peer-dark" as string]: lineOnDark(color) };
}

/** A colour ("#rrggbb") with as little white in it as lets a line of it be seen on the dark theme's grounds. */
export function lineOnDark(color: string): string {
  let mixed = color;
  for (let part = STEP; luminance(mixed) < ENOUGH && part < 1; part += STEP) mixed = withWhite(color, part);
  return mixed;
}

/** 3 to 1 on `--raised`, the lightest of those grounds. */
const ENOUGH = 0.155;
const STEP = 0.02;

function withWhite(color: string, part: number): string {
  const mixed = channelsOf(color).map((value) => Math.round(value + (255 - value) * part));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
