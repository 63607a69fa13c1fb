import { expect, test } from "bun:test";
import fc from "fast-check";
import { changesOf } from "#schemas/change/changes.ts";
import { invert } from "#schemas/change/invert.ts";
import { pathOf } from "#schemas/change/draft.ts";
import type { Inverse } from "#schemas/change/invert.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView, Row } from "#schemas/change/types.ts";
import {
  addOp,
  makeNode,
  makePatch,
  moveOp,
  removeOp,
  replaceOp,
  scenarioGraph,
} from "#tests/support/builders.ts";
import { anyHistory, playTurn, startHistory } from "#tests/support/history.ts";
import type { Turn } from "#tests/support/history.ts";
import { createWorld, currentGraph, submit } from "#tests/support/model.ts";
import type { World } from "#tests/support/model.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { copyJson, firstDifference, valueAt } from "#tests/support/same-json.ts";

const LATE_MS = 1_000_000;

test(
  "[O6] undone at once, any patch leaves the graph as it was",
  () => {
    fc.assert(fc.property(anyHistory(12), checkUndo), volume(60, 5000));
  },
  PROPERTY_TIMEOUT_MS,
);

test(
  "[O6] undo touches nothing that the undone patch had not changed",
  () => {
    fc.assert(fc.property(anyHistory(14), fc.nat(3), checkLateUndo), volume(60, 5000));
  },
  PROPERTY_TIMEOUT_MS,
);

test("[O6] an undone removal brings back the node, and the edges that went with it", () => {
  const world = createWorld(scenarioGraph());
  const row = send(world, [removeOp("/nodes/b")], "A", 0);
  send(world, [replaceOp("/nodes/a/data/label", "B was here")], "B", 1);
  expect(undo(world, row).skipped).toEqual([]);
  const { nodes, edges } = currentGraph(world);
  expect(nodes["b"]).toEqual(makeNode("b"));
  expect(edges).toEqual(scenarioGraph().edges);
  expect(valueAt(currentGraph(world), "/nodes/a/data/label")).toBe("B was here");
});

test("[O6] an added node stays where somebody wrote in it, and that is said", () => {
  const world = createWorld(scenarioGraph());
  const row = send(world, [addOp("/nodes/n", makeNode("n"))], "A", 0);
  send(world, [replaceOp("/nodes/n/data/label", "B's")], "B", 1);
  expect(undo(world, row)).toMatchObject({
    ops: [],
    skipped: [{ path: "/nodes/n", reason: "changed_since" }],
  });
});

test("[O6] an added node stays where somebody tied an edge to it", () => {
  const world = createWorld(scenarioGraph());
  const row = send(world, [addOp("/nodes/n", makeNode("n"))], "A", 0);
  send(world, [addOp("/edges/x", { id: "x", source: "a", target: "n" })], "B", 1);
  expect(undo(world, row)).toMatchObject({ ops: [], skipped: [{ path: "/nodes/n" }] });
});

test("[O6] what somebody wrote since is left alone, the rest of the patch is undone", () => {
  const world = createWorld(scenarioGraph());
  const row = send(
    world,
    [replaceOp("/nodes/a/data/label", "X"), replaceOp("/nodes/b/data/label", "X")],
    "A",
    0,
  );
  send(world, [replaceOp("/nodes/a/data/label", "B's")], "B", 1);
  expect(undo(world, row).skipped).toEqual([{ path: "/nodes/a/data/label", reason: "changed_since" }]);
  expect(valueAt(currentGraph(world), "/nodes/a/data/label")).toBe("B's");
  expect(valueAt(currentGraph(world), "/nodes/b/data/label")).toBe("B");
});

test("[O6][T9] an undone list op finds its element wherever it is now", () => {
  const world = createWorld(scenarioGraph());
  const row = send(world, [addOp("/nodes/a/data/l/1", "mine")], "A", 0);
  send(world, [addOp("/nodes/a/data/l/0", "theirs")], "B", 1);
  undo(world, row);
  expect(valueAt(currentGraph(world), "/nodes/a/data/l")).toEqual(["theirs", "p", "q", "r"]);
});

test("[O6][T9] an undone list op finds its element past its author's own later ones", () => {
  const world = createWorld(scenarioGraph());
  const row = send(world, [addOp("/nodes/a/data/l/2", "mine")], "A", 0);
  send(world, [removeOp("/nodes/a/data/l/0")], "A", 1);
  undo(world, row);
  expect(valueAt(currentGraph(world), "/nodes/a/data/l")).toEqual(["q", "r"]);
});

test("[O6][T6] an added node stays where somebody re-targeted an edge onto it", () => {
  const world = createWorld(scenarioGraph());
  const row = send(world, [addOp("/nodes/n", makeNode("n"))], "A", 0);
  send(world, [replaceOp("/edges/e1/target", "n")], "B", 1);
  expect(undo(world, row)).toMatchObject({ ops: [], skipped: [{ path: "/nodes/n" }] });
});

test("[O6][T9] a list written whole and then by index, in one patch, is undone whole", () => {
  const world = createWorld(scenarioGraph());
  const row = send(
    world,
    [replaceOp("/nodes/a/data/l", ["x", "y", "z"]), addOp("/nodes/a/data/l/-", "n")],
    "A",
    0,
  );
  expect(undo(world, row).skipped).toEqual([]);
  expect(currentGraph(world)).toEqual(scenarioGraph());
});

test("[O6][T9] an element set and moved by one patch gets both back", () => {
  const world = createWorld(scenarioGraph());
  const row = send(
    world,
    [replaceOp("/nodes/a/data/l/0", "x"), moveOp("/nodes/a/data/l/0", "/nodes/a/data/l/2")],
    "A",
    0,
  );
  expect(undo(world, row).skipped).toEqual([]);
  expect(currentGraph(world)).toEqual(scenarioGraph());
});

test("[O6][T9] an element set beside one that was taken out gets its value back", () => {
  const world = createWorld(scenarioGraph());
  const list = "/nodes/a/data/l";
  undo(world, send(world, [removeOp(`${list}/0`), replaceOp(`${list}/1`, "mine")], "A", 0));
  expect(currentGraph(world)).toEqual(scenarioGraph());
});

test("[O6] places inside one another, changed by one patch, are undone together", () => {
  const world = createWorld(scenarioGraph());
  const row = send(
    world,
    [replaceOp("/nodes/c/position", { x: 0, y: 1 }), replaceOp("/nodes/c/position/x", 1)],
    "A",
    0,
  );
  expect(undo(world, row).skipped).toEqual([]);
  expect(currentGraph(world)).toEqual(scenarioGraph());
});

test("[O6][T6] an edge added and gone with its node in one patch does not come back", () => {
  const world = createWorld(scenarioGraph());
  const edge = { id: "x", source: "a", target: "c" };
  const row = send(world, [addOp("/edges/x", edge), removeOp("/nodes/a")], "A", 0);
  undo(world, row);
  expect(currentGraph(world)).toEqual(scenarioGraph());
});

function checkUndo(turns: readonly Turn[]): void {
  const history = startHistory();
  const played = turns.flatMap((turn) => playTurn(history, turn) ?? []);
  history.world.locks.clear();
  const last = played.at(-1)?.reply;
  if (last?.kind !== "committed" || last.row.version !== history.world.state.version) return;
  const before = history.world.graphs[last.row.version - 1] as GraphView;
  expect(undo(history.world, last.row).skipped).toEqual([]);
  expect(firstDifference(before, currentGraph(history.world))).toBeUndefined();
}

function checkLateUndo(turns: readonly Turn[], back: number): void {
  const history = startHistory();
  const rows = turns.flatMap((turn) => {
    const reply = playTurn(history, turn)?.reply;
    return reply?.kind === "committed" ? [reply.row] : [];
  });
  history.world.locks.clear();
  const row = rows.at(-1 - back);
  if (row === undefined) return;
  const before = copyJson(currentGraph(history.world));
  undo(history.world, row);
  const own = changedPlaces(history.world, row);
  const restored = own.reduce(
    (graph, path) => withPlaceOf(graph, before, path),
    copyJson(currentGraph(history.world)),
  );
  const expected = own.reduce((graph, path) => withPlaceOf(graph, before, path), copyJson(before));
  expect(firstDifference(expected, restored)).toBeUndefined();
}

/** Sends the inverse of a row as its author would, late. */
function undo(world: World, row: Row): Inverse {
  const before = world.graphs[row.version - 1] as GraphView;
  const inverse = invert(world.state, row, changesOf(before, row.effects));
  const patch = makePatch(inverse.ops, {
    id: "undo",
    peer: row.peer,
    base: world.state.version,
    ts: LATE_MS,
  });
  const reply = submit(world, patch, LATE_MS);
  if (reply.kind === "error") throw new Error(reply.message);
  return inverse;
}

function changedPlaces(world: World, row: Row): string[] {
  return changesOf(world.graphs[row.version - 1] as GraphView, row.effects).map(({ ref, tokens }) =>
    pathOf(ref, tokens),
  );
}

/** A graph with the entity or member around `path` taken from another: what the undone patch may touch. */
function withPlaceOf(graph: GraphView, from: GraphView, path: string): GraphView {
  const [, map = "", id] = path.split("/");
  if (id === undefined || (map !== "nodes" && map !== "edges")) return { ...graph, [map]: from[map] ?? null };
  const entities = { ...graph[map] };
  const value = from[map][id];
  if (value === undefined) delete entities[id];
  else entities[id] = value;
  return { ...graph, [map]: entities };
}

function send(world: World, ops: readonly PatchOp[], peer: string, base: number): Row {
  const reply = submit(world, makePatch(ops, { id: `${base}`, peer, base, ts: 10 + base }), 1000 + base);
  if (reply.kind !== "committed") throw new Error(JSON.stringify(reply));
  return reply.row;
}
