import { expect, test } from "bun:test";
import { resolveVariables } from "#studio/canvas/svg-text.ts";

test("[U10] a picture holds the colours themselves; names of markers stay what edges call them", () => {
  const svg = `<g style="stroke: var(--accent);fill:var(--edge)" marker-end="url('#1__color=var(--edge)')">`;
  const colors: Record<string, string> = { "--accent": " #4f46e5", "--line-strong": "#b9c0cc" };
  expect(resolveVariables(svg, (name) => colors[name] ?? "")).toBe(
    `<g style="stroke: #4f46e5;fill:#b9c0cc" marker-end="url('#1__color=var(--edge)')">`,
  );
  expect(resolveVariables("x: var(--unknown)", () => "")).toBe("x: var(--unknown)");
});
