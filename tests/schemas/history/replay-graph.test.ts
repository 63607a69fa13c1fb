import { expect, test } from "bun:test";
import fc from "fast-check";
import type { Effect } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { ownGraph, replayEffects } from "#schemas/history/replay-graph.ts";
import { makeNode, scenarioGraph } from "#tests/support/builders.ts";
import { anyHistory, playTurn, startHistory } from "#tests/support/history.ts";
import { volume } from "#tests/support/runs.ts";
import { copyJson, firstDifference } from "#tests/support/same-json.ts";

test("[R1] [I4] the effects of all versions, one after the other, give the graph of each", () => {
  fc.assert(
    fc.property(anyHistory(40), (turns) => {
      const history = startHistory();
      const { graphs } = history.world;
      const graph = ownGraph(copyJson(graphs[0] as GraphView));
      for (const turn of turns) {
        const reply = playTurn(history, turn)?.reply;
        if (reply?.kind !== "committed") continue;
        replayEffects(graph, reply.row.effects);
        const { meta, nodes, edges } = graph;
        const wanted = graphs.at(-1) as GraphView;
        expect(firstDifference(wanted, { ...meta, nodes, edges })).toBeUndefined();
      }
    }),
    volume(30, 1000),
  );
});

test.each([
  [{ op: "replace", path: "", value: {} }],
  [{ op: "remove", path: "/nodes/none" }],
  [{ op: "replace", path: "/nodes/toString", value: makeNode("toString") }],
  [{ op: "add", path: "/nodes/a", value: makeNode("a") }],
  [{ op: "replace", path: "/nodes/none/data", value: {} }],
  [{ op: "remove", path: "/description" }],
] satisfies [Effect][])("[R1] %j does not apply, and is not passed over", (effect) => {
  const graph = ownGraph(copyJson(scenarioGraph()));
  expect(() => replayEffects(graph, [effect])).toThrow(RangeError);
});
