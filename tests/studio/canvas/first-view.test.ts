import { expect, test } from "bun:test";
import type { Node } from "#schemas/graph/node.ts";
import { sizeOfNode } from "#schemas/convert/node-sizes.ts";
import { firstView } from "#studio/canvas/first-view.ts";
import { stepAt } from "./nodes.ts";

const PHONE = { width: 390, height: 700 };
const tool: Node = { id: "t", type: "tool", position: { x: 2000, y: -150 }, data: { name: "t", when: "" } };

test("[U92] what is too wide to be read is opened at its first step, also where a tool stands above it", () => {
  const first = stepAt("a", 1000, 0);
  const { x, y, zoom } = firstView([tool, stepAt("b", 0, 300), first], PHONE);
  const { width } = sizeOfNode(first);
  expect((first.position.x + width / 2) * zoom + x).toBeCloseTo(PHONE.width / 2);
  const top = first.position.y * zoom + y;
  expect(top).toBeGreaterThan(0);
  expect(top).toBeLessThan(100);
});

test("[U92] what can be read is shown whole; tools alone at the first of them", () => {
  const { x, zoom } = firstView([stepAt("a", 0, 0), stepAt("b", 0, 200)], PHONE);
  expect(x + 140 * zoom).toBeCloseTo(PHONE.width / 2);
  const far: Node = { ...tool, id: "u", position: { x: 0, y: 3000 } };
  const view = firstView([far, tool], PHONE);
  expect((tool.position.x + 120) * view.zoom + view.x).toBeCloseTo(PHONE.width / 2);
  expect(firstView([], PHONE)).toEqual({ x: 0, y: 0, zoom: 1 });
});
