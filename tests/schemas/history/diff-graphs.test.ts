import { expect, test } from "bun:test";
import fc from "fast-check";
import { diffGraphs } from "#schemas/history/diff-graphs.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { scenarioGraph } from "#tests/support/builders.ts";
import { anyHistory, playTurn, startHistory } from "#tests/support/history.ts";
import { volume } from "#tests/support/runs.ts";
import { copyJson, deepFreeze } from "#tests/support/same-json.ts";

type Loose = Record<string, Record<string, Record<string, never>>>;

/** The scenarios' graph after some meddling. */
function changed(meddle: (graph: Loose) => void): GraphView {
  const graph = copyJson(scenarioGraph()) as unknown as Loose;
  meddle(graph);
  return graph as unknown as GraphView;
}

test("[R4] nodes and edges are added, removed, moved, or changed place by place", () => {
  const before = deepFreeze(scenarioGraph());
  const after = changed(({ nodes, edges }) => {
    Object.assign(nodes?.["a"] ?? {}, { position: { x: 5, y: 0 } });
    Object.assign(nodes?.["b"]?.["data"] ?? {}, { label: "other", l: ["p", "r"] });
    delete nodes?.["c"];
    Object.assign(nodes ?? {}, { n: { ...nodes?.["a"], id: "n" } });
    delete edges?.["e2"];
    Object.assign(edges?.["e1"] ?? {}, { label: "yes" });
  });
  const { nodes, edges, meta } = diffGraphs(before, after);
  expect(nodes.added).toMatchObject([{ id: "n" }]);
  expect(nodes.removed).toEqual([before.nodes["c"] ?? {}]);
  expect(nodes.moved).toEqual([{ id: "a", from: { x: 0, y: 0 }, to: { x: 5, y: 0 } }]);
  expect(nodes.changed).toEqual([
    {
      id: "b",
      before: before.nodes["b"] ?? {},
      after: after.nodes["b"] ?? {},
      places: [
        { path: "/nodes/b/data/label", before: "B", after: "other" },
        { path: "/nodes/b/data/l", before: ["p", "q", "r"], after: ["p", "r"] },
      ],
    },
  ]);
  expect(edges.removed).toMatchObject([{ id: "e2" }]);
  expect(edges.changed).toMatchObject([{ id: "e1", places: [{ path: "/edges/e1/label", after: "yes" }] }]);
  expect(edges.added).toEqual([]);
  expect(meta).toEqual([]);
});

test("[R4] a node that moved and changed is told as both, and each of them alone", () => {
  const after = changed(({ nodes }) => {
    Object.assign(nodes?.["a"]?.["position"] ?? {}, { y: 9 });
    Object.assign(nodes?.["a"]?.["data"] ?? {}, { label: "other" });
  });
  const { changed: told, moved } = diffGraphs(scenarioGraph(), after).nodes;
  expect(moved).toEqual([{ id: "a", from: { x: 0, y: 0 }, to: { x: 0, y: 9 } }]);
  expect(told.map(({ places }) => places.map(({ path }) => path))).toEqual([["/nodes/a/data/label"]]);
});

test("[R4] the members beside the maps are told by their places, absent ones without a value", () => {
  const before = { ...scenarioGraph(), description: "old" };
  const after = { ...scenarioGraph(), name: "new", tags: ["t"] };
  expect(diffGraphs(before, after).meta).toEqual([
    { path: "/description", before: "old" },
    { path: "/name", before: "g", after: "new" },
    { path: "/tags", after: ["t"] },
  ]);
});

test("[R4] ids and keys that are in every object's prototype are as good as others", () => {
  const after = changed(({ nodes }) =>
    Object.assign(nodes ?? {}, { toString: { ...nodes?.["a"], id: "toString" } }),
  );
  expect(diffGraphs(scenarioGraph(), after).nodes.added).toMatchObject([{ id: "toString" }]);
  expect(diffGraphs(after, scenarioGraph()).nodes.removed).toMatchObject([{ id: "toString" }]);
});

test("[R4] forwards and backwards tell the same, of any two versions; equal ones do not differ", () => {
  const cases = fc.tuple(anyHistory(25), fc.nat(25));
  fc.assert(
    fc.property(cases, ([turns, at]) => {
      const { world } = startHistory();
      const history = { ...startHistory(world) };
      for (const turn of turns) playTurn(history, turn);
      const [from, to] = [world.graphs[at % world.graphs.length], world.graphs.at(-1)] as [
        GraphView,
        GraphView,
      ];
      const [there, back] = [diffGraphs(from, to), diffGraphs(to, from)];
      for (const map of ["nodes", "edges"] as const) {
        expect(ids(there[map].added)).toEqual(ids(back[map].removed));
        expect(ids(there[map].changed)).toEqual(ids(back[map].changed));
      }
      expect(ids(there.nodes.moved)).toEqual(ids(back.nodes.moved));
      const none = { added: [], removed: [], changed: [] };
      expect(diffGraphs(to, copyJson(to))).toEqual({ nodes: { ...none, moved: [] }, edges: none, meta: [] });
    }),
    volume(15, 500),
  );
});

function ids(list: readonly { readonly id?: unknown }[]): string[] {
  return list.map(({ id }) => id as string).toSorted();
}
