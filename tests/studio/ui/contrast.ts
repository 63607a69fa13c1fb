import { colorOf } from "#registry/room/color.ts";

/** Every color that somebody may have. */
export function allPeerColors(): readonly string[] {
  const colors = new Set<string>();
  while (colors.size < 12) colors.add(colorOf("ana", colors));
  return [...colors];
}

/** Contrast of two colors ("#rrggbb"), as WCAG defines it. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = (color.match(/[0-9a-f]{2}/g) ?? []).map((hex) => {
    const value = Number.parseInt(hex, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
