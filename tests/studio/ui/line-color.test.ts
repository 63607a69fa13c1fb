import { expect, test } from "bun:test";
import { lineOnDark } from "#studio/ui/line-color.ts";
import { allPeerColors, contrast } from "./contrast.ts";

/** Of styles.css: `--ground`, `--surface` and `--raised` of the dark theme. */
const DARK = ["#10131a", "#181c25", "#1f2430"];

test("[U68] everybody's lines are seen in the dark theme, and nobody's like another's", () => {
  const lines = allPeerColors().map(lineOnDark);
  for (const line of lines) {
    expect(line).toMatch(/^#[0-9a-f]{6}$/);
    for (const ground of DARK) expect(contrast(line, ground)).toBeGreaterThanOrEqual(3);
  }
  expect(new Set(lines).size).toBe(12);
});

test("[U68] a colour that is light enough stays as it is", () => {
  expect(lineOnDark("#f58231")).toBe("#f58231");
  expect(lineOnDark("#000075")).not.toBe("#000075");
});
