import { expect, test } from "bun:test";
import { Avatar } from "#studio/ui/avatar.tsx";
import { inkOn } from "#studio/ui/ink-on.ts";
import { allPeerColors, contrast } from "./contrast.ts";

test("a name is readable on every color that somebody may have", () => {
  const contrasts = allPeerColors().map((color) => contrast(color, inkOn(color)));
  expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
});

test("[U65] initials are written in what can be read on their disc", () => {
  for (const color of allPeerColors()) {
    const { style } = Avatar({ name: "Ada Lovelace", color }).props as { style: Record<string, string> };
    expect(style["background"]).toBe(color);
    expect(contrast(color, style["color"] ?? color)).toBeGreaterThanOrEqual(4.5);
  }
});
