import { expect, test } from "bun:test";
import { isEntityId } from "#schemas/ids.ts";
import { Node } from "#schemas/graph/node.ts";
import { boxOf, freePlace } from "#studio/canvas/free-place.ts";
import { newId } from "#studio/canvas/new-id.ts";
import { newNode } from "#studio/canvas/new-node.ts";
import { fixedChance, stepAt } from "./nodes.ts";

const SIZE = { width: 280, height: 120 };

test("[U13] a new id says what it is for, is valid whatever the words, and is not taken", () => {
  expect(newId("step", isFree, Math.random)).toMatch(/^step-[a-z0-9]{5}$/);
  for (const words of ["x".repeat(200), "a b/c~\"'ü", "__proto__", "9"])
    expect(isEntityId(newId(words, isFree, Math.random))).toBe(true);
  const first = newId("tool", isFree, fixedChance());
  expect(newId("tool", (id) => id === first, fixedChance())).not.toBe(first);
});

test("[U13] a new node of each type is valid, and its name is none that is there", () => {
  for (const type of ["step", "condition", "tool"] as const) {
    const node = newNode(`${type}-1`, type, { x: 1, y: 2 }, new Set());
    expect(Node.safeParse(node).success).toBe(true);
  }
  const names = new Set(["New step", "New step 2"]);
  expect(newNode("a", "step", { x: 0, y: 0 }, names).data).toEqual({ step: "New step 3", instruction: "" });
});

test("[U13] a new node stands where it is wished, or as near as it lies over nothing", () => {
  expect(freePlace({ x: 0, y: 0 }, SIZE, [])).toEqual({ x: 0, y: 0 });
  const others = [stepAt("a", 0, 0), stepAt("b", 0, 200), stepAt("c", 320, 0)].map(boxOf);
  const place = freePlace({ x: 10, y: 10 }, SIZE, others);
  for (const other of others) {
    const isApart =
      place.x >= other.x + other.width ||
      other.x >= place.x + SIZE.width ||
      place.y >= other.y + other.height ||
      other.y >= place.y + SIZE.height;
    expect(isApart).toBe(true);
  }
  expect(Math.hypot(place.x, place.y)).toBeLessThan(400);
});

test("[U13] where everything is full, a new node still comes", () => {
  const wall = [{ x: -1e5, y: -1e5, width: 2e5, height: 2e5 }];
  expect(freePlace({ x: 3, y: 4 }, SIZE, wall)).toEqual({ x: 3, y: 4 });
});

function isFree(): boolean {
  return false;
}
