import { expect, test } from "bun:test";
import type { JsonObject } from "#schemas/json.ts";
import { commit } from "#schemas/change/commit.ts";
import type { Effect, PatchOp } from "#schemas/change/op.ts";
import { createState, type SopState } from "#schemas/change/state.ts";
import type { GraphView } from "#schemas/change/types.ts";
import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import { createCore, type Core } from "#studio/sync/core/core.ts";
import { contextAt } from "#studio/sync/core/lay-layers.ts";
import type { MadePatch } from "#studio/sync/core/pending.ts";
import { eventOf } from "#tests/support/event-of.ts";

const node = (id: string): JsonObject => ({
  id,
  type: "step",
  position: { x: 0, y: 0 },
  data: { step: id, instruction: id, tool_suggestions: ["p", "q", "r"] },
});
const edge = (id: string, source: string, target: string): JsonObject => ({ id, source, target });
const GRAPH: GraphView = {
  name: "g",
  domain: "d",
  nodes: { a: node("a"), b: node("b"), c: node("c") },
  edges: { ab: edge("ab", "a", "b"), bc: edge("bc", "b", "c") },
};

function coreAt(version = 5): Core {
  const core = createCore(() => "me/tab");
  core.startOver(structuredClone(GRAPH), version, "head");
  core.flush();
  return core;
}

let ids = 0;
function made(core: Core, ...ops: PatchOp[]): MadePatch {
  return { id: `p${++ids}`, base: core.version, ts: ids, ops, step: "s", kind: "edit" };
}

/** An op as the registry judges it, with what stands beside the graph. */
function judged(
  registry: SopState,
  peer: string,
  id: string,
  op: PatchOp,
  base = registry.version,
): PatchEvent {
  const patch = { id, peer, base, ts: 9, ops: [op], atomic: false };
  const judgement = commit(registry, patch, contextAt(9));
  if (judgement.kind !== "committed") throw new Error(judgement.kind);
  return eventOf(judgement.row);
}

function event(core: Core, id: string, ...ops: Effect[]): PatchEvent {
  const version = core.version + 1;
  return {
    version,
    head: `h${version}`,
    id,
    peer: "bob/tab",
    agent: "bob",
    ts: 9,
    ops: ops as PatchEvent["ops"],
  };
}

/** An own patch, shown. */
function make(core: Core, ...ops: PatchOp[]) {
  const patch = core.add(made(core, ...ops), true);
  return { patch, change: core.flush() };
}

/** Its echo, and what it moves on screen. */
function echo(core: Core, patch: { made: MadePatch }, ...ops: Effect[]) {
  const received = core.commit(event(core, patch.made.id, ...ops), true);
  expect(received.kind).toBe("applied");
  core.settle(core.queue.find(patch.made.id) as never);
  return core.flush();
}

const list = (core: Core) =>
  (core.shown.nodes.get("a") as { readonly data: JsonObject }).data.tool_suggestions;
const at = (index: number | "-") => `/nodes/a/data/tool_suggestions/${index}`;

test("[Y20] an own edit shows at once, its echo moves nothing, and what it does not touch keeps its identity", () => {
  const core = coreAt();
  const before = { b: core.shown.nodes.get("b"), ab: core.shown.edges.get("ab") };
  const op: Effect = { op: "replace", path: "/nodes/a/position/x", value: 7 };
  const { patch, change } = make(core, op);
  expect([...change.nodes.keys()]).toEqual(["a"]);
  const shown = core.shown.nodes.get("a");
  expect(shown?.position).toEqual({ x: 7, y: 0 });
  const moved = echo(core, patch, op);
  expect(moved.nodes.size + moved.edges.size).toBe(0);
  expect(core.shown.nodes.get("a")).toBe(shown as JsonObject);
  expect(core.shown.nodes.get("b")).toBe(before.b as JsonObject);
  expect(core.shown.edges.get("ab")).toBe(before.ab as JsonObject);
});

test("[Y20] an own pending value shows until it is judged, whatever others write", () => {
  const core = coreAt();
  const { patch } = make(core, { op: "replace", path: "/nodes/a/position/x", value: 7 });
  core.commit(event(core, "q", { op: "replace", path: "/nodes/a/position", value: { x: 1, y: 9 } }), false);
  core.flush();
  expect(core.shown.nodes.get("a")?.position).toEqual({ x: 7, y: 9 });
  core.settle(patch);
  core.flush();
  expect(core.shown.nodes.get("a")?.position).toEqual({ x: 1, y: 9 });
});

test("[Y20] what I write shows where somebody took away what was there: it will be put back (T2)", () => {
  const core = coreAt(0);
  const registry = createState(structuredClone(GRAPH));
  const path = "/nodes/a/data/instruction";
  const { patch } = make(core, { op: "replace", path, value: "mine" });
  core.commit(judged(registry, "bob/tab", "theirs", { op: "remove", path }), false);
  core.flush();
  const mine = { step: "a", tool_suggestions: ["p", "q", "r"], instruction: "mine" };
  expect(core.shown.nodes.get("a")?.data).toEqual(mine);
  expect([...echo(core, patch, { op: "add", path, value: "mine" }).nodes]).toEqual([]);
});

test("[Y22] an edge that comes in at a node which I removed and brought back goes with the removal", () => {
  const core = coreAt();
  const removal = make(core, { op: "remove", path: "/nodes/c" }).patch;
  const back = make(core, { op: "add", path: "/nodes/c", value: node("c") }).patch;
  expect(core.shown.edges.has("bc")).toBe(false);
  core.commit(event(core, "theirs", { op: "add", path: "/edges/ac", value: edge("ac", "a", "c") }), false);
  core.flush();
  expect(core.shown.edges.has("ac")).toBe(false);
  const [bc, ac, c] = ["/edges/bc", "/edges/ac", "/nodes/c"];
  const gone = [bc, ac, c].map((path): Effect => ({ op: "remove", path }));
  expect([...echo(core, removal, ...gone).edges]).toEqual([]);
  expect([...echo(core, back, { op: "add", path: c, value: node("c") }).nodes]).toEqual([]);
});

test("[Y22] a removal that is refused gives its edges back, also under a node that I have brought back since", () => {
  const core = coreAt();
  const { patch } = make(core, { op: "remove", path: "/nodes/c" });
  make(core, { op: "add", path: "/nodes/c", value: node("c") });
  core.settle(core.queue.find(patch.made.id) as never);
  core.flush();
  expect(core.shown.edges.has("bc")).toBe(true);
});

test("[Y21] an index means the element that its author saw, while others change the list", () => {
  const core = coreAt(0);
  const registry = createState(structuredClone(GRAPH));
  const set = make(core, { op: "replace", path: at(1), value: "Q" }).patch;
  const insert = make(core, { op: "add", path: at(3), value: "s" }).patch;
  core.commit(judged(registry, "bob/tab", "q", { op: "add", path: at(0), value: "n" }), false);
  core.flush();
  expect(list(core)).toEqual(["n", "p", "Q", "r", "s"]);
  core.commit(judged(registry, "bob/tab", "q2", { op: "remove", path: at(1) }), false);
  core.flush();
  expect(list(core)).toEqual(["n", "Q", "r", "s"]);
  for (const { made } of [set, insert]) {
    const [op] = made.ops as [PatchOp];
    core.commit(judged(registry, "me/tab", made.id, op, 0), true);
    expect(core.flush().nodes.size).toBe(0);
  }
  expect(core.confirmedValue({ kind: "node", id: "a" })).toEqual(core.shown.nodes.get("a"));
});

test("[Y22] no edge is shown without both ends, and it comes back with them", () => {
  const core = coreAt();
  const { patch, change } = make(core, { op: "remove", path: "/nodes/b" });
  expect([...change.edges.keys()].toSorted()).toEqual(["ab", "bc"]);
  expect(core.shown.edges.size).toBe(0);
  core.settle(patch);
  core.flush();
  expect([...core.shown.edges.keys()].toSorted()).toEqual(["ab", "bc"]);

  make(core, { op: "add", path: "/edges/ac", value: edge("ac", "a", "c") });
  make(core, { op: "replace", path: "/edges/ab/target", value: "c" });
  expect(core.shown.edges.get("ab")?.target).toBe("c");
  core.commit(
    event(core, "q", { op: "remove", path: "/edges/bc" }, { op: "remove", path: "/nodes/c" }),
    false,
  );
  core.flush();
  expect([...core.shown.edges.keys()]).toEqual(["ab"]);
  expect(core.shown.edges.get("ab")?.target).toBe("b");
});

test("[Y22] an own removal takes along the edge that was tied to its node before, in place of where it was tied at first", () => {
  const core = coreAt();
  const tie = make(core, { op: "replace", path: "/edges/ab/target", value: "c" }).patch;
  const removal = make(core, { op: "remove", path: "/nodes/c" }).patch;
  expect([...core.shown.edges.keys()]).toEqual([]);
  expect(echo(core, tie, { op: "replace", path: "/edges/ab/target", value: "c" }).edges.size).toBe(0);
  const effects: Effect[] = ["/edges/ab", "/edges/bc", "/nodes/c"].map((path) => ({ op: "remove", path }));
  expect(echo(core, removal, ...effects).edges.size).toBe(0);
});

test("[Y20] ops that are pinned show over everything, and leave no trace", () => {
  const core = coreAt();
  const shown = core.shown.nodes.get("a");
  core.pin(made(core, { op: "replace", path: "/nodes/a/position/x", value: 3 }));
  core.flush();
  make(core, { op: "replace", path: "/nodes/a/position/x", value: 2 });
  expect(core.shown.nodes.get("a")?.position).toEqual({ x: 3, y: 0 });
  core.pin(null);
  core.flush();
  expect(core.shown.nodes.get("a")?.position).toEqual({ x: 2, y: 0 });
  expect(core.queue.size).toBe(1);
  expect(shown?.position).toEqual({ x: 0, y: 0 });
});

test("[Y23] a version that does not follow is a gap and changes nothing; one that is known is passed over", () => {
  const core = coreAt();
  const next = event(core, "q", { op: "remove", path: "/nodes/a" });
  expect(core.commit({ ...next, version: 7 }, false).kind).toBe("gap");
  expect(core.commit({ ...next, version: 5 }, false).kind).toBe("known");
  expect(core.commit(event(core, "q", { op: "remove", path: "/nodes/zz" }), false).kind).toBe("gap");
  core.flush();
  expect(core.version).toBe(5);
  expect(core.shown.nodes.has("a")).toBe(true);
});

test("[Y20] what is in the confirmed graph is not laid twice while its answer is still to come", () => {
  const core = coreAt();
  const { patch } = make(core, { op: "add", path: at("-"), value: "s" });
  core.commit(event(core, patch.made.id, { op: "add", path: at(3), value: "s" }), true);
  core.flush();
  expect(patch.isInGraph).toBe(true);
  expect(list(core)).toEqual(["p", "q", "r", "s"]);
  core.startOver({ ...structuredClone(GRAPH), name: "other" }, 9, "h9");
  core.markInGraph(patch, false);
  core.flush();
  expect(list(core)).toEqual(["p", "q", "r", "s"]);
  expect(core.shown.meta.name).toBe("other");
});

test("[Y20] what a gesture shows stays the same object under the patch that takes its place", () => {
  const core = coreAt();
  const op: PatchOp = { op: "replace", path: "/nodes/a/position/x", value: 3 };
  core.pin(made(core, op));
  core.flush();
  const dragged = core.shown.nodes.get("a");
  core.pin(null);
  core.flush();
  make(core, op);
  expect(core.shown.nodes.get("a")).toBe(dragged as JsonObject);
});
