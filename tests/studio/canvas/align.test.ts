import { expect, test } from "bun:test";
import { alignNodes, spreadNodes } from "#studio/canvas/align.ts";

const NODES = [
  { id: "a", x: 0, y: 10, width: 100, height: 50 },
  { id: "b", x: 40, y: 100, width: 200, height: 100 },
  { id: "c", x: 300, y: 400, width: 100, height: 50 },
];

function xs(moves: ReturnType<typeof alignNodes>): number[] {
  return moves.map(({ x }) => x);
}

function ys(moves: ReturnType<typeof alignNodes>): number[] {
  return moves.map(({ y }) => y);
}

test("[U14] nodes are put in line by the outermost edge, or by the middle, in one direction alone", () => {
  expect(xs(alignNodes(NODES, "left"))).toEqual([0, 0, 0]);
  expect(xs(alignNodes(NODES, "right"))).toEqual([300, 200, 300]);
  expect(xs(alignNodes(NODES, "center"))).toEqual([150, 100, 150]);
  expect(ys(alignNodes(NODES, "top"))).toEqual([10, 10, 10]);
  expect(ys(alignNodes(NODES, "bottom"))).toEqual([400, 350, 400]);
  expect(ys(alignNodes(NODES, "middle"))).toEqual([205, 180, 205]);
  expect(ys(alignNodes(NODES, "left"))).toEqual([10, 100, 400]);
});

test("[U14] spread nodes have the same air between them, and the outermost stay", () => {
  const moves = spreadNodes(NODES.toReversed(), "vertically");
  expect(moves).toEqual([
    { id: "a", x: 0, y: 10 },
    { id: "b", x: 40, y: 180 },
    { id: "c", x: 300, y: 400 },
  ]);
  expect(spreadNodes(NODES.slice(1), "horizontally")).toEqual([]);
});
