/** White or nearly black, whichever is read better on a colour ("#rrggbb"). */
export function inkOn(color: string): "#ffffff" | "#171c26" {
  const light = luminance(color);
  return 1.05 / (light + 0.05) >= (light + 0.05) / (INK_LUMINANCE + 0.05) ? "#ffffff" : "#171c26";
}

/** Of "#171c26". */
const INK_LUMINANCE = 0.0115;

/** Relative luminance, as WCAG defines it. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(color.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
