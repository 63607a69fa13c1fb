import { expect, test } from "bun:test";
import { commit } from "#schemas/change/commit.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { replay } from "#schemas/change/replay.ts";
import { createState, graphOf, type SopState } from "#schemas/change/state.ts";
import type { GraphView, Row } from "#schemas/change/types.ts";
import { ownGraph, replayEffects } from "#schemas/history/replay-graph.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { renameBranchOps } from "#studio/panels/field-ops.ts";
import { createCore } from "#studio/sync/core/core.ts";
import { createUndoHistory } from "#studio/sync/undo/history.ts";
import { LOOSE_RULES } from "#tests/support/loose-rules.ts";

const BRANCHES = "/nodes/c/data/conditions";
const NOTHING_TO_DO = { action: "" };

test("[N9] a member added right after one beside it was removed stands where that one stood, for everybody", () => {
  const [state, copy, old] = [stateNow(), stateNow(), ownGraph(graph())];
  const core = coreNow();
  const made = mine(renameBranchOps(core.shown, "c", "high", "urgent"));
  const pending = core.add(made, true);
  core.flush();
  expect(branches(core.shown.graph)).toEqual(["urgent", "low", "none"]);
  const row = JSON.parse(JSON.stringify(send(state, made.ops))) as Row;
  replay(copy, row);
  replayEffects(old, row.effects);
  core.commit({ ...event(1, "mine"), ops: row.effects as never }, true);
  core.settle(pending);
  expect(core.flush().nodes.size).toBe(0);
  const views = [graphOf(state), graphOf(copy), { ...graph(), nodes: old.nodes }, core.shown.graph];
  for (const view of views) expect(branches(view)).toEqual(["urgent", "low", "none"]);
});

test("[N9] what is undone stands where it stood; what is only added or removed moves nothing", () => {
  const state = stateNow();
  const history = createUndoHistory();
  send(state, renameBranchOps(viewOf(graphOf(state)), "c", "low", "later"));
  expect(branches(graphOf(state))).toEqual(["high", "later", "none"]);
  const [ref, at] = [{ kind: "node", id: "c" } as const, ["data", "conditions"]];
  history.made({ id: "p", step: "s", kind: "edit" }, [
    { ref, tokens: [...at, "low"], before: NOTHING_TO_DO, after: undefined },
    { ref, tokens: [...at, "later"], before: undefined, after: NOTHING_TO_DO },
  ]);
  send(state, history.undo(graphOf(state))?.ops ?? []);
  expect(branches(graphOf(state))).toEqual(["high", "low", "none"]);
  send(state, [add("more")]);
  send(state, [{ op: "remove", path: `${BRANCHES}/high` }]);
  const elsewhere: PatchOp = { op: "add", path: "/nodes/c/data/criteria", value: { more: "" } };
  send(state, [{ op: "remove", path: `${BRANCHES}/low` }, elsewhere, add("last")]);
  expect(branches(graphOf(state))).toEqual(["none", "more", "last"]);
});

test("[N9] [Y20] what is renamed while others remove it is shown under its new name, at the end", () => {
  const core = coreNow();
  core.add(mine(renameBranchOps(core.shown, "c", "high", "urgent")), true);
  core.commit({ ...event(1, "theirs"), ops: [{ op: "remove", path: `${BRANCHES}/high` }] }, false);
  core.flush();
  expect(branches(core.shown.graph)).toEqual(["low", "none", "urgent"]);
});

test("[N9] [Y20] what is shown stands as it does for everybody once it is confirmed", () => {
  const core = coreNow();
  const pending = core.add(mine([add("x"), add("y")]), true);
  core.flush();
  core.commit({ ...event(1, "theirs"), ops: [add("y")] as never }, false);
  core.commit({ ...event(2, "mine"), ops: [add("x")] as never }, true);
  core.settle(pending);
  core.flush();
  expect(branches(core.shown.graph)).toEqual(["high", "low", "none", "y", "x"]);
  expect(branches(core.confirmed())).toEqual(["high", "low", "none", "y", "x"]);
});

/** A condition of three branches. */
function graph() {
  const conditions: Record<string, { action: string }> = {
    high: NOTHING_TO_DO,
    low: NOTHING_TO_DO,
    none: NOTHING_TO_DO,
  };
  const c = { id: "c", type: "condition", position: { x: 0, y: 0 }, data: { field: "f", conditions } };
  return { name: "g", domain: "d", nodes: { c }, edges: {} };
}

/** What people see of it, in the order in which they see it. */
function branches({ nodes }: GraphView): string[] {
  return Object.keys((nodes as ReturnType<typeof graph>["nodes"]).c.data.conditions);
}

function add(branch: string): PatchOp {
  return { op: "add", path: `${BRANCHES}/${branch}`, value: NOTHING_TO_DO };
}

function stateNow(): SopState {
  return createState(graph());
}

/** Commits a patch that saw everything. */
function send(state: SopState, ops: readonly PatchOp[]): Row | null {
  const patch = { id: "p", peer: "a/1", base: state.version, ts: 1, ops: [...ops], atomic: false };
  const rules = LOOSE_RULES;
  const judged = commit(state, patch, {
    arrival: 1,
    rules,
    limits: DEFAULT_LIMITS,
    lockHolder: () => undefined,
  });
  return judged.kind === "committed" ? judged.row : null;
}

function coreNow() {
  const core = createCore(() => "a/1");
  core.startOver(graph(), 0, "");
  core.flush();
  return core;
}

function mine(ops: readonly PatchOp[]) {
  return { id: "mine", base: 0, ts: 1, ops, step: "s", kind: "edit" } as const;
}

function event(version: number, id: string) {
  return { version, head: `h${version}`, id, peer: `${id}/1`, agent: id, ts: 1 };
}

/** A graph as the client shows one. */
function viewOf({ nodes, edges, ...meta }: GraphView) {
  return { nodes: mapOf(nodes), edges: mapOf(edges), meta };
}

function mapOf<T>(map: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(map));
}
