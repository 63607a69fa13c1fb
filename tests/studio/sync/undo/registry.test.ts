import { expect, test } from "bun:test";
import fc from "fast-check";
import { changesOf } from "#schemas/change/changes.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { EditError } from "#studio/sync/edit/edit-error.ts";
import { layOps } from "#studio/sync/edit/lay-op.ts";
import { graphOn } from "#studio/sync/edit/sheet.ts";
import { toOps } from "#studio/sync/edit/to-ops.ts";
import { createUndoHistory } from "#studio/sync/undo/history.ts";
import { makePatch } from "#tests/support/builders.ts";
import { historyGraph } from "#tests/support/history.ts";
import { LOOSE_RULES } from "#tests/support/loose-rules.ts";
import { createWorld, currentGraph, submit } from "#tests/support/model.ts";
import type { World } from "#tests/support/model.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { deepFreeze, firstDifference } from "#tests/support/same-json.ts";
import { anyEdits, createCanvas, drawEdit } from "./model.ts";
import type { AnyEdit } from "./model.ts";

test(
  "[Y41] [Y50] the registry applies every edit and every undo and redo of them, and ends where I began",
  () => {
    fc.assert(fc.property(fc.array(anyEdits(3), { minLength: 1, maxLength: 8 }), check), volume(60, 5000));
  },
  PROPERTY_TIMEOUT_MS,
);

function check(steps: readonly (readonly AnyEdit[])[]): void {
  const world = createWorld(historyGraph());
  const history = createUndoHistory();
  const start = snapshot(world);
  for (const [n, edits] of steps.entries()) {
    const { ops, shown } = makeEdit(snapshot(world), edits, n);
    const changes = commit(world, ops);
    expect(firstDifference(shown, snapshot(world))).toBeUndefined();
    history.made({ id: `${n}`, step: `${n}`, kind: "edit" }, changes);
    history.committed(`${n}`, changes);
  }
  const end = snapshot(world);
  for (const [side, goal] of [
    ["undo", start],
    ["redo", end],
    ["undo", start],
  ] as const) {
    for (let back = history[side](snapshot(world)); back !== null; back = history[side](snapshot(world))) {
      expect(back.skipped).toEqual([]);
      const changes = commit(world, back.ops);
      const id = `${world.state.version}`;
      history.made({ id, step: back.step, kind: side }, changes);
      history.committed(id, changes);
    }
    expect(firstDifference(goal, snapshot(world))).toBeUndefined();
  }
}

/** One edit of several ops, and what it shows; of no ops where they do not go together. */
function makeEdit(graph: GraphView, edits: readonly AnyEdit[], n: number) {
  const canvas = { ...createCanvas(), graph };
  const given = edits.flatMap((edit, i) => drawEdit(canvas, edit, `${n}.${i}`)?.given ?? []);
  try {
    const ops = toOps(graph, given, LOOSE_RULES);
    return { ops, shown: graphOn(layOps(graph, ops)) };
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    return { ops: [], shown: graph };
  }
}

/** Sends a patch of mine on what is there now; what it changed. */
function commit(world: World, ops: readonly PatchOp[]) {
  const before = snapshot(world);
  const base = world.state.version;
  const arrival = 1000 + world.results.size;
  const patch = makePatch(ops, { id: `${world.results.size}`, base, ts: arrival });
  const reply = submit(world, patch, arrival);
  if (reply.kind === "error") throw new Error(reply.message);
  expect(reply.outcome.ops.filter(({ status }) => status === "rejected")).toEqual([]);
  return reply.kind === "committed" ? changesOf(before, reply.row.effects) : [];
}

function snapshot(world: World): GraphView {
  return deepFreeze(structuredClone(currentGraph(world)));
}
