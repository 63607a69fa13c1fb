import { expect, test } from "bun:test";
import { heldText } from "#studio/panels/properties/held-text.ts";

test("[U36] a viewer is told who works on a node, not that they could change it later", () => {
  expect(heldText(undefined, false)).toBe("is working on this node.");
  expect(heldText(undefined, true)).toBe(
    "is working on this node. You can read it, and change it when they are done.",
  );
  for (const count of [1, 3]) {
    expect(heldText(count, false)).toEndWith("of these nodes.");
    expect(heldText(count, true)).toMatch(/until/);
  }
});
