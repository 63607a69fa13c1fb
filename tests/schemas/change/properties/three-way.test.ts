import { expect, test } from "bun:test";
import fc from "fast-check";
import { applyPatch } from "rfc6902";
import { differenceOps } from "#schemas/change/three-way.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { makePatch } from "#tests/support/builders.ts";
import { anyHistory, historyGraph, playTurn, startHistory } from "#tests/support/history.ts";
import type { Turn } from "#tests/support/history.ts";
import { createWorld, currentGraph, submit } from "#tests/support/model.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { firstDifference } from "#tests/support/same-json.ts";
import { layOver } from "#tests/support/sim-client.ts";

test(
  "[N7] the difference of two graphs, as ordinary ops, turns one into the other",
  () => {
    fc.assert(fc.property(anyHistory(10), checkOps), volume(30, 2000));
  },
  PROPERTY_TIMEOUT_MS,
);

test(
  "[N7] a whole graph written on the current version is what stands then",
  () => {
    fc.assert(fc.property(anyHistory(10), anyHistory(10), checkWhole), volume(30, 2000));
  },
  PROPERTY_TIMEOUT_MS,
);

test("[N7] a strict library takes the difference too", () => {
  const value = { ...historyGraph(), name: "other", nodes: {}, edges: {} };
  const graph = historyGraph();
  const refused = applyPatch(graph, structuredClone(differenceOps(historyGraph(), value))).filter(
    (e) => e !== null,
  );
  expect(refused).toEqual([]);
  expect(Object.keys(graph.nodes)).toEqual([]);
});

function checkOps(turns: readonly Turn[]): void {
  const value = graphAfter(turns);
  const graph = historyGraph();
  for (const op of differenceOps(historyGraph(), value)) layOver(graph, op);
  expect(firstDifference(value, graph)).toBeUndefined();
}

function checkWhole(past: readonly Turn[], others: readonly Turn[]): void {
  const base = graphAfter(past);
  const value = graphAfter(others);
  const world = createWorld(base);
  const reply = submit(world, makePatch([{ op: "replace", path: "", value }]), 1000);
  if (reply.kind === "error") throw new Error(reply.message);
  expect(reply.outcome.ops).toEqual([]);
  expect(firstDifference(value, currentGraph(world))).toBeUndefined();
}

function graphAfter(turns: readonly Turn[]): GraphView {
  const history = startHistory();
  for (const turn of turns) playTurn(history, turn);
  return structuredClone(currentGraph(history.world));
}
