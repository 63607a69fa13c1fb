/** Relative luminance of a color ("#rrggbb"), as WCAG defines it. */
export function luminance(color: string): number {
  const [r, g, b] = channelsOf(color).map((value) => linear(value / 255));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** Red, green and blue of a color, 0 to 255. */
export function channelsOf(color: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
