import { expect, test } from "bun:test";
import type { NodeProps } from "@xyflow/react";
import { edgePath } from "#studio/canvas/edges/edge-path.ts";
import { firstView } from "#studio/canvas/first-view.ts";
import { boxOf } from "#studio/canvas/free-place.ts";
import { mapFrame, placeOnCanvas } from "#studio/canvas/map/map-frame.ts";
import { isSameNode } from "#studio/canvas/nodes/same-node.ts";
import { stepAt } from "./nodes.ts";

test("[U19] a node that is moved or dragged looks the same; with other data, selected or locked it does not", () => {
  const data = {};
  const props = {
    id: "a",
    data,
    selected: false,
    isConnectable: true,
    positionAbsoluteX: 0,
    dragging: false,
  };
  const same = (change: object) =>
    isSameNode(props as unknown as NodeProps, { ...props, ...change } as unknown as NodeProps);
  expect(same({ positionAbsoluteX: 10, positionAbsoluteY: 20, dragging: true, zIndex: 1000 })).toBe(true);
  expect(same({ data: {} })).toBe(false);
  expect(same({ selected: true })).toBe(false);
  expect(same({ isConnectable: false })).toBe(false);
});

test("[U10] a branch that leads to the left goes down beside its node, never behind it", () => {
  const start = { x: 300, y: 100, side: "right", drop: 60, lane: 0, above: 0 } as const;
  const { d, labelAt } = edgePath(start, { x: -400, y: 300 });
  expect(d).toStartWith("M300,100 Q324,100");
  // The way to the left begins below the node's lower edge.
  expect(d).toContain("L324,160 L324,");
  expect(labelAt(0.5).y).toBeGreaterThan(160);
  // What is written may stand on the way down beside the node too.
  expect(labelAt(-1)).toEqual({ x: 324, y: 112 });
  expect(labelAt(0)).toEqual({ x: 324, y: 264 });
  // Branches above go outside of those below, and cross none of them.
  expect(edgePath({ ...start, lane: 2 }, { x: -400, y: 300 }).d).toStartWith("M300,100 Q344,100");
  expect(edgePath(start, { x: 600, y: 300 }).d).toMatch(/^M300,100 C\d+,100 600,\d+ 600,300$/);
});

test("[U10] a way that leads far aside is level, over its target; ways of one node are beside each other there", () => {
  const start = { x: 0, y: 0, side: "bottom", drop: 0, lane: 0, above: 0 } as const;
  const far = { x: -900, y: 200 };
  const { d, labelAt } = edgePath(start, far);
  expect(d).toBe("M0,0 L0,152 Q0,164 -12,164 L-888,164 Q-900,164 -900,176 L-900,200");
  expect(labelAt(0.5)).toEqual({ x: -450, y: 164 });
  const branch = { ...start, side: "right", drop: 20 } as const;
  const levels = [0, 1].map((lane) => edgePath({ ...branch, lane }, far).labelAt(0.5).y);
  expect(levels).toEqual([164, 154]);
  // Of little height it goes in the middle; steeper, it is one curve.
  expect(edgePath(start, { x: -900, y: 30 }).labelAt(0.5).y).toBe(15);
  expect(edgePath(start, { x: -400, y: 200 }).d).toContain(" C");
});

test("[U10] an edge back up goes beside the nodes that it ties, and over its target", () => {
  const branch = { x: 280, y: 500, side: "right", drop: 60, lane: 0, above: 1 } as const;
  const { d, labelAt } = edgePath(branch, { x: 140, y: 100 });
  const label = labelAt(0.5);
  // The way up is right of the target, whose middle is 140 and whose half is 140 wide at most.
  expect(label.x).toBeGreaterThan(280);
  expect(d).toStartWith("M280,500 L");
  expect(d).toEndWith("L140,100");
  // Branches below go outside of those above, and cross none of them.
  expect(edgePath({ ...branch, above: 2 }, { x: 140, y: 100 }).labelAt(0.5).x).toBeGreaterThan(label.x);
  const next = { x: 140, y: 500, side: "bottom", drop: 0, lane: 0, above: 0 } as const;
  expect(edgePath(next, { x: 140, y: 100 }).labelAt(0.5).x).toBeGreaterThan(280);
  expect(edgePath(next, { x: -400, y: 100 }).labelAt(0.5).x).toBeLessThan(0);
});

test("[U10] an edge's label stands on it", () => {
  const start = { x: 0, y: 0, side: "bottom", drop: 0, lane: 0, above: 0 } as const;
  expect(edgePath(start, { x: 0, y: 200 }).labelAt(0.5)).toEqual({ x: 0, y: 100 });
  expect(edgePath(start, { x: 100, y: 200 }).labelAt(0)).toEqual({ x: 0, y: 0 });
  expect(edgePath(start, { x: 100, y: 200 }).labelAt(1)).toEqual({ x: 100, y: 200 });
});

test("[U10] a SOP is opened whole where it can be read then, else at its beginning", () => {
  const pane = { width: 1000, height: 800 };
  expect(firstView([], pane)).toEqual({ x: 0, y: 0, zoom: 1 });
  expect(firstView([stepAt("a", 0, 0)], pane)).toEqual({ x: 360, y: 340, zoom: 1 });
  // What floats at the left of the canvas hides none of it.
  expect(firstView([stepAt("a", 0, 0), stepAt("b", 700, 0)], pane).x).toBeGreaterThanOrEqual(111);
  const long = Array.from({ length: 50 }, (_, i) => stepAt(`s${i}`, 0, i * 200));
  const { y, zoom } = firstView(long, pane);
  expect(zoom).toBe(0.8);
  expect(y).toBe(80);
});

test("[U10] the map shows every node and what is seen, in its middle, and gives its places back", () => {
  const size = { width: 184, height: 128 };
  const seen = { x: 0, y: 0, width: 1000, height: 800 };
  const boxes = [stepAt("a", -500, -400), stepAt("b", 3000, 2000)].map(boxOf);
  const frame = mapFrame(boxes, seen, size);
  for (const { x, y, width, height } of [...boxes, seen]) {
    expect((x - frame.x) * frame.scale).toBeGreaterThanOrEqual(7.99);
    expect((y - frame.y) * frame.scale).toBeGreaterThanOrEqual(7.99);
    expect((x + width - frame.x) * frame.scale).toBeLessThanOrEqual(176.01);
    expect((y + height - frame.y) * frame.scale).toBeLessThanOrEqual(120.01);
  }
  expect(placeOnCanvas(frame, { x: 0, y: 0 })).toEqual({ x: frame.x, y: frame.y });
});
