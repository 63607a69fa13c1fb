import { expect, test } from "bun:test";
import fc from "fast-check";
import {
  endsOfConnection,
  moveOps,
  movesOf,
  retieOps,
  selectionAfter,
  whyNotConnect,
} from "#studio/canvas/from-flow.ts";
import { handleOfBranch, OUT } from "#studio/canvas/handles.ts";
import { toOps } from "#studio/sync/edit/to-ops.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { anyGraph } from "#tests/support/graphs.ts";
import { volume } from "#tests/support/runs.ts";
import { conditionAt, edgeOf, finder, pictureOf, stepAt } from "./nodes.ts";

const at = { x: 1, y: 2 };

test("[U11] changes of the drawing library are moves, held or let go; nothing else of them is for the SOP", () => {
  const held = movesOf([
    { type: "position", id: "a", position: at, dragging: true },
    { type: "dimensions", id: "a", dimensions: { width: 1, height: 1 } },
    { type: "select", id: "a", selected: true },
  ]);
  expect(held).toEqual({ moves: [{ id: "a", ...at }], isHeld: true });
  expect(movesOf([{ type: "position", id: "a", position: at, dragging: false }]).isHeld).toBe(false);
  expect(movesOf([{ type: "position", id: "a", dragging: false }])).toEqual({ moves: [], isHeld: false });
});

test("[U11] moves are whole units, none for nodes that are gone or there already", () => {
  const moves = [
    { id: "a", x: 10.4, y: 19.6 },
    { id: "gone", x: 1, y: 1 },
    { id: "b", x: 0.2, y: -0.2 },
  ];
  expect(moveOps(moves, finder([stepAt("a"), stepAt("b")]))).toEqual([
    { op: "replace", path: "/nodes/a/position", value: { x: 10, y: 20 } },
  ]);
});

test("[U11] any moves are an edit that the SOP takes", () => {
  const anyMoves = fc.array(
    fc.record({
      id: fc.nat(12).map((i) => `n${i}`),
      x: fc.float({ noNaN: true, noDefaultInfinity: true }),
      y: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    }),
  );
  fc.assert(
    fc.property(anyGraph, anyMoves, (graph, moves) => {
      const ops = moveOps(moves, finder(pictureOf(graph).nodes));
      expect(() => toOps(graph as unknown as GraphView, ops)).not.toThrow();
    }),
    volume(100, 2000),
  );
});

test("[U10] selecting changes the selection; what says nothing new leaves it as it is", () => {
  const selection = { nodes: ["a"], edges: ["e"] };
  expect(selectionAfter(selection, "nodes", [change("a", true)])).toBe(selection);
  expect(selectionAfter(selection, "nodes", [change("a", false), change("b", true)])).toEqual({
    nodes: ["b"],
    edges: ["e"],
  });
  expect(selectionAfter(selection, "edges", [change("e", false)])).toEqual({ nodes: ["a"], edges: [] });
});

test("[U12] a connection drawn from a branch's handle has the branch; from the common one it has none", () => {
  const find = finder([conditionAt("q", ["high", "out"]), stepAt("a")]);
  const from = (sourceHandle: string) => endsOfConnection({ source: "q", target: "a", sourceHandle }, find);
  expect(from(handleOfBranch("high"))).toEqual({ source: "q", target: "a", sourceHandle: "high" });
  expect(from(handleOfBranch("out"))).toEqual({ source: "q", target: "a", sourceHandle: "out" });
  expect(from(OUT)).toEqual({ source: "q", target: "a" });
  expect(endsOfConnection({ source: "q", target: "gone", sourceHandle: null }, find)).toBeNull();
});

test("[U12] no node leads to itself, and no connection is made twice; by another branch it is another one", () => {
  const edges = [edgeOf("q", "a", "high")];
  expect(whyNotConnect({ source: "a", target: "a" }, edges)).toBe("A node cannot lead to itself.");
  const same = { source: "q", target: "a", sourceHandle: "high" };
  expect(whyNotConnect(same, edges)).toBe("These two are connected already.");
  expect(whyNotConnect(same, edges, "q-a")).toBeNull();
  expect(whyNotConnect({ ...same, sourceHandle: "low" }, edges)).toBeNull();
  expect(whyNotConnect({ source: "q", target: "a" }, edges)).toBeNull();
});

test("[U12] tying anew changes only the end that is another", () => {
  const edge = edgeOf("q", "a", "high");
  expect(retieOps(edge, { source: "q", target: "b", sourceHandle: "high" })).toEqual([
    { op: "replace", path: "/edges/q-a/target", value: "b" },
  ]);
  expect(retieOps(edge, { source: "p", target: "a" })).toEqual([
    { op: "replace", path: "/edges/q-a/source", value: "p" },
    { op: "remove", path: "/edges/q-a/sourceHandle" },
  ]);
  expect(retieOps(edge, { source: "q", target: "a", sourceHandle: "high" })).toEqual([]);
});

function change(id: string, selected: boolean) {
  return { type: "select" as const, id, selected };
}
