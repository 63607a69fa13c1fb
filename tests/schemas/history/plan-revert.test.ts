import { expect, test } from "bun:test";
import { commit } from "#schemas/change/commit.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { createState } from "#schemas/change/state.ts";
import type { Row } from "#schemas/change/types.ts";
import { planRevert } from "#schemas/history/plan-revert.ts";
import { readTouches } from "#schemas/history/touches.ts";
import {
  addOp,
  makeNode,
  makePatch,
  moveOp,
  removeOp,
  replaceOp,
  scenarioGraph,
} from "#tests/support/builders.ts";
import { createWorld, currentGraph, submit } from "#tests/support/model.ts";
import { copyJson, valueAt } from "#tests/support/same-json.ts";

const LABEL = "/nodes/a/data/label";
const LIST = "/nodes/a/data/l";

/** Plays patches one after the other, each on the newest version, then takes back what A did. */
function revertAfter(edits: readonly (readonly [peer: string, ...ops: PatchOp[]])[]) {
  const world = createWorld(scenarioGraph());
  const rows: Row[] = [];
  for (const [peer, ...ops] of edits) {
    const base = world.state.version;
    const reply = submit(world, makePatch(ops, { id: String(base), peer, base, ts: 10 + base }), 1000 + base);
    if (reply.kind !== "committed") throw new Error(JSON.stringify(reply));
    rows.push(reply.row);
  }
  const state = createState(copyJson(scenarioGraph()));
  const touches = readTouches(state, rows);
  const plan = planRevert(state, touches, (peer) => peer.startsWith("A"));
  const newest = copyJson(currentGraph(world));
  const patch = makePatch([replaceOp("", copyJson(plan.graph))], {
    id: "revert",
    peer: "Z",
    base: rows.length,
    ts: 9999,
    atomic: true,
  });
  const reply = submit(world, patch, 9999);
  if (reply.kind === "error" || reply.outcome.code) throw new Error(JSON.stringify(reply));
  return {
    ...plan,
    newest,
    graph: currentGraph(world),
    at: (path: string) => valueAt(currentGraph(world), path),
  };
}

test("[R7] everything that one agent did alone is taken back, whichever of its peers did it", () => {
  const { graph, undone, skipped } = revertAfter([
    ["A/1", replaceOp(LABEL, "x"), addOp("/nodes/n", makeNode("n"))],
    ["A/2", addOp("/edges/x", { id: "x", source: "n", target: "a" }), replaceOp(LABEL, "y")],
    ["A/1", removeOp("/nodes/b"), addOp(`${LIST}/0`, "new")],
    ["A/1", replaceOp(`${LIST}/0`, "newer"), removeOp("/nodes/c/data/cfg")],
  ]);
  expect(graph).toEqual(scenarioGraph());
  expect(undone).toEqual([4, 3, 2, 1]);
  expect(skipped).toEqual([]);
});

test("[R7] what others wrote since is left alone, and told with who; the rest is taken back", () => {
  const { at, undone, skipped } = revertAfter([
    ["A", replaceOp(LABEL, "x"), replaceOp("/nodes/b/data/label", "x")],
    ["B", replaceOp(LABEL, "B's")],
  ]);
  expect(at(LABEL)).toBe("B's");
  expect(at("/nodes/b/data/label")).toBe("B");
  expect(undone).toEqual([1]);
  expect(skipped).toEqual([{ path: LABEL, reason: "changed_since", by: { peer: "B", version: 2 } }]);
});

test("[R7] newest first: what others wrote in between comes back, what was before it does not", () => {
  const { at, undone, skipped } = revertAfter([
    ["A", replaceOp(LABEL, "first")],
    ["B", replaceOp(LABEL, "B's")],
    ["A", replaceOp(LABEL, "last")],
  ]);
  expect(at(LABEL)).toBe("B's");
  expect(undone).toEqual([3]);
  expect(skipped).toEqual([{ path: LABEL, reason: "changed_since", by: { peer: "B", version: 2 } }]);
});

test("[R7] who wrote the very same value made it theirs", () => {
  const { at, skipped } = revertAfter([
    ["A", replaceOp(LABEL, "agreed")],
    ["B", replaceOp(LABEL, "agreed")],
  ]);
  expect(at(LABEL)).toBe("agreed");
  expect(skipped).toEqual([{ path: LABEL, reason: "changed_since", by: { peer: "B", version: 2 } }]);
});

test("[R7] what is as it was before already is no matter", () => {
  const { skipped, graph, newest } = revertAfter([
    ["A", replaceOp(LABEL, "x")],
    ["B", replaceOp(LABEL, "A")],
  ]);
  expect({ skipped, graph }).toEqual({ skipped: [], graph: newest });
});

test("[R7] an added node stays where others wrote in it or tied an edge to it, and the agent's edges with it go", () => {
  const node = addOp("/nodes/n", makeNode("n"));
  const edge = addOp("/edges/x", { id: "x", source: "a", target: "n" });
  const written = revertAfter([
    ["A", node, edge],
    ["B", replaceOp("/nodes/n/data/label", "B's")],
  ]);
  expect(written.at("/nodes/n/data/label")).toBe("B's");
  expect(written.at("/edges/x")).toBeUndefined();
  expect(written.skipped).toMatchObject([{ path: "/nodes/n", by: { version: 2 } }]);
  const tied = revertAfter([
    ["A", node],
    ["B", edge],
    ["A", addOp("/edges/e1/label", "yes")],
  ]);
  expect(tied.skipped).toMatchObject([{ path: "/nodes/n", reason: "changed_since", by: { peer: "B" } }]);
  expect(tied.at("/edges/x/target")).toBe("n");
  expect(tied.at("/edges/e1/label")).toBeUndefined();
});

test("[R7] a removed node comes back with its edges, but for one whose other end somebody removed since", () => {
  const { graph, skipped } = revertAfter([
    ["A", removeOp("/nodes/b")],
    ["B", removeOp("/nodes/a")],
  ]);
  expect(Object.keys(graph.nodes).toSorted()).toEqual(["b", "c"]);
  expect(Object.keys(graph.edges)).toEqual(["e2"]);
  expect(skipped).toEqual([{ path: "/edges/e1", reason: "end_gone", by: { peer: "B", version: 2 } }]);
});

test("[R7] an edge that was tied to a new node goes back before the node goes", () => {
  const { graph, skipped } = revertAfter([
    ["A", addOp("/nodes/n", makeNode("n"))],
    ["A", replaceOp("/edges/e1/target", "n")],
  ]);
  expect(graph).toEqual(scenarioGraph());
  expect(skipped).toEqual([]);
});

test("[R7] of a list that others changed too the agent's elements go, come back and are what they were", () => {
  const { at, undone, skipped } = revertAfter([
    ["A", addOp(`${LIST}/1`, "mine")],
    ["B", addOp(`${LIST}/0`, "theirs")],
    ["A", removeOp(`${LIST}/4`), replaceOp(`${LIST}/3`, "Q")],
    ["B", addOp(`${LIST}/-`, "theirs too")],
  ]);
  expect(at(LIST)).toEqual(["theirs", "p", "q", "r", "theirs too"]);
  expect(undone).toEqual([3, 1]);
  expect(skipped).toEqual([]);
});

test("[R7] an element that others wrote in stays, and that is told", () => {
  const { at, skipped } = revertAfter([
    ["A", addOp(`${LIST}/0`, "mine"), replaceOp(`${LIST}/1`, "P")],
    ["B", replaceOp(`${LIST}/0`, "theirs")],
  ]);
  expect(at(LIST)).toEqual(["theirs", "p", "q", "r"]);
  expect(skipped).toEqual([{ path: LIST, reason: "changed_since", by: { peer: "B", version: 2 } }]);
});

test("[R7] a moved element moves back, unless others wrote in it: then it stays where it is", () => {
  const move = moveOp(`${LIST}/0`, `${LIST}/2`);
  const other = addOp(`${LIST}/-`, "theirs");
  expect(
    revertAfter([
      ["A", move],
      ["B", other],
    ]).at(LIST),
  ).toEqual(["p", "q", "r", "theirs"]);
  const held = revertAfter([
    ["A", move],
    ["B", replaceOp(`${LIST}/2`, "P")],
  ]);
  expect(held.at(LIST)).toEqual(["q", "r", "P"]);
  expect(held.skipped).toMatchObject([{ path: LIST, by: { peer: "B" } }]);
});

test("[R7] a list whose elements are not known any more is judged as one value", () => {
  const { at, skipped } = revertAfter([
    ["A", addOp(`${LIST}/0`, "mine")],
    ["B", replaceOp(LIST, ["whole"])],
  ]);
  expect(at(LIST)).toEqual(["whole"]);
  expect(skipped).toEqual([{ path: LIST, reason: "changed_since", by: { peer: "B", version: 2 } }]);
});

test("[R7] an agent that worked on one node for thousands of versions is done with in a moment", () => {
  const world = createWorld(scenarioGraph());
  const rows: Row[] = [];
  for (let n = 0; n < 3000; n++) {
    const [peer, path] = n % 2 === 0 ? ["A", "/nodes/a/position/x"] : ["B", "/nodes/a/position/y"];
    const patch = makePatch([replaceOp(path, n)], { id: `${n}`, peer, base: n, ts: 10 + n });
    const { state, rules, limits } = world;
    const judgement = commit(state, patch, { arrival: 1000 + n, rules, limits, lockHolder: () => undefined });
    if (judgement.kind === "committed") rows.push(copyJson(judgement.row));
  }
  const state = createState(copyJson(scenarioGraph()));
  const plan = planRevert(state, readTouches(state, rows), (peer) => peer === "A");
  // Its first one put 0 where 0 was.
  expect([plan.undone.length, plan.skipped]).toEqual([1499, []]);
  expect(plan.graph.nodes["a"]).toMatchObject({ position: { x: 0, y: 2999 } });
});
