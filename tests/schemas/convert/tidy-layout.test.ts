import { expect, test } from "bun:test";
import fc from "fast-check";
import { tidyLayout } from "#schemas/convert/tidy-layout.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Node } from "#schemas/graph/node.ts";
import { anyGraph } from "#tests/support/graphs.ts";
import { leastCpuMs } from "#tests/support/least-cpu.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";

test("[U91] steps that were built last-first stand in the order in which they lead to each other", () => {
  const graph = graphOf(["c", "b", "a"], ["a b", "b c"]);
  expect(read(graph)).toEqual(["a", "b", "c"]);
});

test("[U91] without connections, and where they say nothing else, the reading order stays", () => {
  expect(read(graphOf(["c", "b", "a"], []))).toEqual(["c", "b", "a"]);
  expect(read(graphOf(["x", "a", "b", "y"], ["a b"]))).toEqual(["x", "a", "b", "y"]);
  expect(read(graphOf(["b", "a", "x", "c", "d"], ["a b", "c d"]))).toEqual(["a", "b", "x", "c", "d"]);
});

test("[U91] a loop begins where something leads into it, else at its first step", () => {
  expect(read(graphOf(["c", "b", "a"], ["a b", "b c", "c b"]))).toEqual(["a", "b", "c"]);
  expect(read(graphOf(["b", "a"], ["a b", "b a", "b b"]))).toEqual(["b", "a"]);
});

test(
  "[U91] whatever the graph: every node has a place, and the same each time",
  () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const places = tidyLayout(graph);
        expect(Object.keys(places).toSorted()).toEqual(Object.keys(graph.nodes).toSorted());
        expect(tidyLayout(graph)).toEqual(places);
      }),
      volume(200, 5000),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

test("[U91] the largest graph is tidied in less than two seconds, built last-first", () => {
  const ids = Array.from({ length: 5000 }, (_, i) => `n${i}`);
  const graph = graphOf(
    ids,
    ids.slice(1).map((id, i) => `${id} ${ids[i]}`),
  );
  expect(leastCpuMs(3, () => tidyLayout(graph))).toBeLessThan(2000);
  expect(read(graph)[0]).toBe("n4999");
});

/** Steps from top to bottom, with connections "from to". */
function graphOf(ids: readonly string[], links: readonly string[]): Graph {
  const nodes = ids.map((id, y): Node => {
    return { id, type: "step", position: { x: 0, y: 200 * y }, data: { step: id, instruction: id } };
  });
  const edges = links.map((link) => {
    const [source = "", target = ""] = link.split(" ");
    return { id: `${source}-${target}`, source, target };
  });
  return { name: "g", domain: "d", nodes: byId(nodes), edges: byId(edges) };
}

function byId<T extends { readonly id: string }>(all: readonly T[]): Record<string, T> {
  return Object.fromEntries(all.map((one) => [one.id, one]));
}

/** The steps from top to bottom, as they are laid out. */
function read(graph: Graph): string[] {
  return Object.entries(tidyLayout(graph))
    .toSorted(([, a], [, b]) => a.y - b.y)
    .map(([id]) => id);
}
