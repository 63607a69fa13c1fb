import { expect, test } from "bun:test";
import fc from "fast-check";
import { parsePointer } from "#schemas/change/pointer.ts";
import { fromSnapshot, toSnapshot } from "#schemas/change/snapshot-codec.ts";
import type { Snapshot } from "#schemas/change/snapshot.ts";
import { createState } from "#schemas/change/state.ts";
import type { GraphView, Row } from "#schemas/change/types.ts";
import { isArray } from "#schemas/json.ts";
import { diffGraphs } from "#schemas/history/diff-graphs.ts";
import { planRevert } from "#schemas/history/plan-revert.ts";
import { areOverlapping, readTouches, type Touch } from "#schemas/history/touches.ts";
import { pathOf } from "#schemas/change/draft.ts";
import { makePatch, replaceOp } from "#tests/support/builders.ts";
import { anyHistory, playTurn, startHistory, type History, type Turn } from "#tests/support/history.ts";
import { currentGraph, submit } from "#tests/support/model.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { copyJson, firstDifference, valueAt } from "#tests/support/same-json.ts";

const LATE_MS = 1_000_000;

test(
  "[R7] what one agent did alone since a version is taken back to that version, in one patch",
  () => {
    const cases = fc.tuple(anyHistory(25), fc.nat(20));
    fc.assert(
      fc.property(cases, ([turns, n]) => {
        const { history, snapshots, rows } = play(turns);
        const since = n % snapshots.length;
        const { plan } = planAt(snapshots, rows, since, () => true);
        expect(plan.skipped).toEqual([]);
        putGraph(history, plan.graph);
        const wanted = history.world.graphs[since] as GraphView;
        expect(firstDifference(wanted, currentGraph(history.world))).toBeUndefined();
      }),
      volume(60, 4000),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

test(
  "[R7] nothing is touched but what the agent touched, and nothing on which others have the last word",
  () => {
    const cases = fc.tuple(anyHistory(40), fc.nat(20));
    fc.assert(
      fc.property(cases, ([turns, n]) => {
        const { history, snapshots, rows } = play(turns);
        const since = n % snapshots.length;
        const before = copyJson(currentGraph(history.world));
        const { plan, touches } = planAt(snapshots, rows, since, isOwn);
        putGraph(history, plan.graph);
        const after = currentGraph(history.world);
        for (const path of changedPaths(before, after)) expect(isTouched(touches, path)).toBe(true);
        for (const touch of touches.filter((each) => hasLastWord(touches, each))) {
          const path = pathOf(touch.change.ref, touch.change.tokens);
          if (!isArray(valueAt(before, path))) expect(valueAt(after, path)).toEqual(valueAt(before, path));
        }
        for (const { path, by } of plan.skipped)
          if (by !== undefined) expect([path, isOwn(by.peer)]).toEqual([path, false]);
      }),
      volume(60, 4000),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

test(
  "[R5] the graph of any version, put in place of the newest one, is that graph again",
  () => {
    const cases = fc.tuple(anyHistory(25), fc.nat(20));
    fc.assert(
      fc.property(cases, ([turns, n]) => {
        const { history } = play(turns);
        const { graphs } = history.world;
        const wanted = graphs[n % graphs.length] as GraphView;
        putGraph(history, wanted);
        expect(firstDifference(wanted, currentGraph(history.world))).toBeUndefined();
      }),
      volume(60, 4000),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

const isOwn = (peer: string) => peer === "A" || peer === "B";

function play(turns: readonly Turn[]) {
  const history = startHistory();
  const rows: Row[] = [];
  const snapshots: Snapshot[] = [copyJson(toSnapshot(createState(history.world.graphs[0] as GraphView)))];
  for (const turn of turns) {
    const reply = playTurn(history, turn)?.reply;
    if (reply?.kind !== "committed") continue;
    rows.push(copyJson(reply.row));
    snapshots.push(copyJson(toSnapshot(history.world.state)));
  }
  history.world.locks.clear();
  return { history, rows, snapshots };
}

function planAt(
  snapshots: readonly Snapshot[],
  rows: readonly Row[],
  since: number,
  isIts: (peer: string) => boolean,
) {
  const state = fromSnapshot(copyJson(snapshots[since] as Snapshot));
  const touches = readTouches(state, rows.slice(since));
  return { touches, plan: planRevert(state, touches, isIts) };
}

/** As the registry sends it: whole or not at all, on the newest version. */
function putGraph({ world }: History, graph: GraphView): void {
  const patch = makePatch([replaceOp("", copyJson(graph))], {
    id: "revert",
    peer: "Z",
    base: world.state.version,
    ts: LATE_MS,
    atomic: true,
  });
  const reply = submit(world, patch, LATE_MS);
  if (reply.kind === "error" || reply.outcome.code) throw new Error(JSON.stringify(reply));
}

function changedPaths(before: GraphView, after: GraphView): string[] {
  const { nodes, edges, meta } = diffGraphs(before, after);
  const whole = [
    ...[...nodes.added, ...nodes.removed].map(({ id }) => `/nodes/${id as string}`),
    ...[...edges.added, ...edges.removed].map(({ id }) => `/edges/${id as string}`),
    ...nodes.moved.map(({ id }) => `/nodes/${id}/position`),
  ];
  const places = [...nodes.changed, ...edges.changed].flatMap((entity) => entity.places);
  return [...whole, ...[...places, ...meta].map(({ path }) => path)];
}

function isTouched(touches: readonly Touch[], path: string): boolean {
  const tokens = parsePointer(path) ?? [];
  return touches.some(({ peer, change }) => {
    const place = parsePointer(pathOf(change.ref, change.tokens)) ?? [];
    return isOwn(peer) && areOverlapping(place, tokens);
  });
}

/** It is others', and nobody touched its place later. */
function hasLastWord(touches: readonly Touch[], { version, peer, change }: Touch): boolean {
  if (isOwn(peer)) return false;
  const later = touches.filter((other) => other.version > version && other.change.ref.id === change.ref.id);
  return later.every((other) => !areOverlapping(other.change.tokens, change.tokens));
}
