import { luminance } from "./luminance.ts";

/** White or nearly black, whichever is read better on a colour ("#rrggbb"). */
export function inkOn(color: string): "#ffffff" | "#171c26" {
  const light = luminance(color);
  return 1.05 / (light + 0.05) >= (light + 0.05) / (INK_LUMINANCE + 0.05) ? "#ffffff" : "#171c26";
}

/** Of "#171c26". */
const INK_LUMINANCE = 0.0115;
