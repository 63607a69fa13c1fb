import { expect, test } from "bun:test";
import { colorOf } from "#registry/room/color.ts";

const AGENTS = Array.from({ length: 40 }, (_, i) => `agent-${i}`);

test("[L6] an agent's color is the same everywhere, the next free one where it is taken", () => {
  for (const agent of AGENTS) {
    expect(colorOf(agent)).toBe(colorOf(agent));
    expect(colorOf(agent)).toMatch(/^#[0-9a-f]{6}$/);
    const own = colorOf(agent);
    expect(colorOf(agent, new Set([own]))).not.toBe(own);
    expect(colorOf(agent, new Set(["#000000"]))).toBe(own);
  }
});

test("[L6] twelve agents have twelve colors, the thirteenth shares", () => {
  for (let from = 0; from + 12 < AGENTS.length; from += 4) {
    const taken = new Set<string>();
    for (const agent of AGENTS.slice(from, from + 12)) taken.add(colorOf(agent, taken));
    expect(taken.size).toBe(12);
    expect(taken).toContain(colorOf("thirteenth", taken));
  }
});
