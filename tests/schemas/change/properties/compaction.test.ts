import { expect, test } from "bun:test";
import fc from "fast-check";
import { compactState } from "#schemas/change/compact.ts";
import { toSnapshot } from "#schemas/change/snapshot-codec.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { addOp, makePatch, moveOp, removeOp, scenarioGraph } from "#tests/support/builders.ts";
import {
  anyHistory,
  arrivalOf,
  deliver,
  historyGraph,
  makeTurnPatch,
  playTurn,
  startHistory,
} from "#tests/support/history.ts";
import type { History, Turn } from "#tests/support/history.ts";
import { createWorld, currentGraph, submit } from "#tests/support/model.ts";
import type { Reply, World } from "#tests/support/model.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { firstDifference } from "#tests/support/same-json.ts";
import { catchUp } from "#tests/support/sim-client.ts";

/** Far shorter than a month, far longer than a patch's age here: things do fall behind it. */
const HORIZON_MS = 900;

test(
  "[I12] a state that is compacted answers like one that never is",
  () => {
    fc.assert(fc.property(anyHistory(60).map(withoutGarbage), checkTurns), volume(20, 1500));
  },
  PROPERTY_TIMEOUT_MS,
);

test("[I12] compaction does take away what nothing can ask for any more", () => {
  const turns = fc.sample(anyHistory(60), { numRuns: 1, seed: 7 })[0] ?? [];
  const history = startHistory();
  for (const turn of turns) playTurn(history, turn);
  const { state } = history.world;
  const before = JSON.stringify(toSnapshot(state)).length;
  compactState(state, state.version, Number.MAX_SAFE_INTEGER);
  expect(JSON.stringify(toSnapshot(state)).length).toBeLessThan(before);
  expect(firstDifference(history.world.graphs.at(-1), currentGraph(history.world))).toBeUndefined();
});

test("[I12][T9] a dead element that everybody knows of is no neighbour: its going changes no place", () => {
  const list = "/nodes/a/data/l";
  const [kept, compacted] = [createWorld(scenarioGraph()), createWorld(scenarioGraph())];
  for (const world of [kept, compacted]) {
    submit(world, makePatch([removeOp(`${list}/2`)], { id: "1", peer: "B", ts: 10 }), 1000);
    submit(world, makePatch([moveOp(`${list}/1`, `${list}/2`)], { id: "2", peer: "A", ts: 20 }), 1001);
  }
  compact(compacted, 1, 0);
  const late = makePatch([moveOp(`${list}/0`, `${list}/1`)], { id: "3", peer: "B", base: 1, ts: 30 });
  for (const world of [kept, compacted]) submit(world, late, 1002);
  expect(firstDifference(currentGraph(kept), currentGraph(compacted))).toBeUndefined();
});

test("[I12][T9] nor is one that was dropped before its neighbour came", () => {
  const list = "/nodes/a/data/l";
  const [kept, compacted] = [createWorld(scenarioGraph()), createWorld(scenarioGraph())];
  const moved = makePatch([moveOp(`${list}/2`, `${list}/0`)], { id: "1", peer: "A", ts: 10 });
  const appended = makePatch([addOp(`${list}/-`, "z")], { id: "2", peer: "A", base: 1, ts: 20 });
  const late = makePatch([addOp(`${list}/3`, "n")], { id: "3", peer: "B", base: 1, ts: 30 });
  for (const world of [kept, compacted]) {
    submit(world, moved, 1000);
    if (world === compacted) compact(compacted, 1, 0);
    submit(world, appended, 1001);
    submit(world, late, 1002);
  }
  expect(currentGraph(kept).nodes["a"]).toMatchObject({ data: { l: ["r", "p", "q", "z", "n"] } });
  expect(firstDifference(currentGraph(kept), currentGraph(compacted))).toBeUndefined();
});

test("[I12][T9] an index that was counted before an element came in is not taken for another, however old that is", () => {
  const list = "/nodes/a/data/l";
  const world = createWorld(scenarioGraph());
  submit(world, makePatch([addOp(`${list}/0`, "n")], { id: "1", peer: "A", ts: 10 }), 1000);
  submit(world, makePatch([addOp("/name", "N")], { id: "2", peer: "A", base: 1, ts: 20 }), 1001);
  compact(world, 2, 0);
  const outcomeOf = (base: number) =>
    submit(
      world,
      makePatch([removeOp(`${list}/1`)], { id: `b${base}`, peer: `B${base}`, base, ts: 30 }),
      1002,
    );
  expect(outcomeOf(0)).toMatchObject({ outcome: { ops: [{ status: "rejected", code: "frame_lost" }] } });
  expect(outcomeOf(1)).toMatchObject({ outcome: { ops: [] } });
  expect(currentGraph(world).nodes["a"]).toMatchObject({ data: { l: ["n", "q", "r"] } });
});

test("[I12][T4][T9] what comes back after its content was forgotten is written anew: an index counted before means nothing in it", () => {
  const world = createWorld(scenarioGraph());
  submit(world, makePatch([removeOp("/nodes/a")], { id: "1", peer: "A", ts: 10 }), 1000);
  compact(world, 0, 2000);
  const back = { ...scenarioGraph().nodes["a"], data: { label: "A", l: ["new", "p", "q", "r"] } };
  submit(world, makePatch([addOp("/nodes/a", back)], { id: "2", peer: "A", base: 1, ts: 3000 }), 3000);
  const before = (id: string, op: PatchOp) =>
    submit(world, makePatch([op], { id, peer: "B", base: 0, ts: 20 }), 3001);
  const by = { peer: "A", version: 2 };
  expect(before("b1", removeOp("/nodes/a/data/l/0"))).toMatchObject({
    outcome: { ops: [{ status: "rejected", code: "list_replaced", by }] },
  });
  expect(before("b2", { op: "replace", path: "/nodes/a/data/label", value: "B" })).toMatchObject({
    outcome: { ops: [{ status: "superseded", by }] },
  });
  expect(currentGraph(world).nodes["a"]).toEqual(back);
});

/** An index op on a node that its author knows to be gone differs: a tombstone notes it, and nothing notes nothing. */
function withoutGarbage(turns: readonly Turn[]): Turn[] {
  return turns.map((turn) => ({ ...turn, garbage: null }));
}

function checkTurns(turns: readonly Turn[]): void {
  const limits = { horizon_ms: HORIZON_MS };
  const history = startHistory(createWorld(historyGraph(), { limits }));
  const compacted = createWorld(historyGraph(), { limits });
  const arrivals = [0];
  for (const turn of turns) {
    const now = arrivalOf(history);
    const floor = arrivals.findLastIndex((arrival) => arrival < now - HORIZON_MS);
    for (const client of history.clients) if (client.base < floor) catchUp(history.world, client, floor);
    compact(compacted, Math.max(floor, 0), now - HORIZON_MS);
    playBoth(history, compacted, turn, now, floor);
    if (history.world.state.version === arrivals.length) arrivals.push(now);
  }
}

/** The twin hears of it from the next row, as a copy does that comes up to date from the log. */
function compact(world: World, floor: number, before: number): void {
  compactState(world.state, floor, before);
}

function playBoth(history: History, compacted: World, turn: Turn, now: number, floor: number): void {
  const patch = makeTurnPatch(history, turn);
  if (patch === undefined) return;
  compacted.locks.clear();
  for (const [node, peer] of history.world.locks) compacted.locks.set(node, peer);
  const expected = deliver(history, turn, patch);
  const reply = submit(compacted, patch, now);
  const difference =
    firstDifference(comparable(expected, floor), comparable(reply, floor)) ??
    firstDifference(currentGraph(history.world), currentGraph(compacted));
  if (difference !== undefined) throw new Error(`${JSON.stringify(patch)}: ${difference}`);
}

/**
 * Deltas may differ: what is not remembered need not be changed. So may culprits that are past the horizon, and
 * the order in which authors are told.
 */
function comparable(reply: Reply, floor: number): unknown {
  if (reply.kind === "error") return reply;
  const ops = reply.outcome.ops.map((op) =>
    (op.by?.version ?? floor + 1) > floor ? op : { ...op, by: undefined },
  );
  const outcome = { ...reply.outcome, ops };
  if (reply.kind !== "committed") return { ...reply, outcome };
  const notices = reply.notices.map((notice) => JSON.stringify(notice)).toSorted();
  return { ...reply, outcome, notices, row: { ...reply.row, delta: null } };
}
