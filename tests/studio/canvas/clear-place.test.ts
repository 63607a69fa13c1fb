import { expect, test } from "bun:test";
import { clearPlace, labelSize } from "#studio/canvas/edges/clear-place.ts";

/** A way straight down, 1000 units long. */
const down = (at: number) => ({ x: 0, y: at * 1000 });
const SIZE = { width: 100, height: 20 };

test("a label stays at its own place where that covers no node", () => {
  expect(clearPlace(0.57, down, SIZE, [])).toBe(0.57);
  expect(clearPlace(0.57, down, SIZE, [{ position: { x: 60, y: 0 }, width: 280, height: 1000 }])).toBe(0.57);
});

test("a label that would stand on a node goes along its way to where it does not", () => {
  expect(clearPlace(0.2, down, SIZE, [{ position: { x: -140, y: 150 }, width: 280, height: 120 }])).toBe(0.5);
  const nodes = [
    { position: { x: -140, y: 150 }, width: 280, height: 120 },
    { position: { x: -140, y: 320 }, width: 280, height: 200 },
  ];
  expect(clearPlace(0.2, down, SIZE, nodes)).toBe(0.65);
});

test("where every place covers something, it is the one that covers least", () => {
  const everywhere = { position: { x: -140, y: -100 }, width: 280, height: 1200 };
  const half = { position: { x: -140, y: 300 }, width: 280, height: 800 };
  expect(clearPlace(0.5, down, SIZE, [everywhere, half])).toBe(0.2);
});

test("a label is as wide as its text, up to where that is cut", () => {
  expect(labelSize("no").width).toBeLessThan(labelSize("not security").width);
  expect(labelSize("x".repeat(500)).width).toBe(labelSize("x".repeat(50)).width);
});
