import { expect, test } from "bun:test";
import fc from "fast-check";
import { layoutGraph } from "#schemas/convert/layout.ts";
import { sizeOfNode } from "#schemas/convert/node-sizes.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Node } from "#schemas/graph/node.ts";
import { orderSteps } from "#schemas/graph/order.ts";
import { anyGraph } from "#tests/support/graphs.ts";
import { leastCpuMs } from "#tests/support/least-cpu.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";

test(
  "[V5] laid out, no two nodes lie over each other, the steps read in their order, and it is the same each time",
  () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const places = layoutGraph(graph);
        expect(Object.keys(places).sort()).toEqual(Object.keys(graph.nodes).sort());
        expect(layoutGraph(structuredClone(graph))).toEqual(places);
        const laid = withPlaces(graph, places);
        expect(orderSteps(laid).map(({ id }) => id)).toEqual(orderSteps(graph).map(({ id }) => id));
        expect(overlaps(laid)).toEqual([]);
      }),
      volume(300, 10_000),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

test("[V5] branches stand side by side under their condition; steps without edges in one column", () => {
  const steps = Object.fromEntries(["a", "b", "c", "d"].map((id, y) => [id, stepAt(id, y)]));
  const column = layoutGraph({ name: "x", domain: "d", nodes: steps, edges: {} });
  expect(new Set(Object.values(column).map(({ x }) => x)).size).toBe(1);
  const condition: Node = { id: "q", type: "condition", position: { x: 0, y: 0.5 }, data: { field: "?" } };
  const ends = [
    ["a", "q"],
    ["q", "b"],
    ["q", "c"],
    ["q", "d"],
  ] as const;
  const edges = Object.fromEntries(
    ends.map(([source, target]) => [source + target, { id: source + target, source, target }]),
  );
  const tree = layoutGraph({ name: "x", domain: "d", nodes: { ...steps, q: condition }, edges });
  expect(tree["b"]?.y).toBe(tree["c"]?.y as number);
  expect(tree["c"]?.y).toBe(tree["d"]?.y as number);
  expect(tree["a"]?.x).toBe(tree["c"]?.x as number);
});

test("[V5] the largest graph is laid out in less than a second", () => {
  const ids = Array.from({ length: 5000 }, (_, i) => `n${i}`);
  const nodes = Object.fromEntries(ids.map((id, y) => [id, stepAt(id, y)]));
  const links = ids.flatMap((id, i) => [
    { id: `a${i}`, source: id, target: ids[(i + 1) % 5000] ?? id },
    { id: `b${i}`, source: id, target: ids[(i * 7919) % 5000] ?? id },
  ]);
  const edges = Object.fromEntries(links.map((edge) => [edge.id, edge]));
  const graph: Graph = { name: "x", domain: "d", nodes, edges };
  expect(leastCpuMs(3, () => layoutGraph(graph))).toBeLessThan(1000);
  const laid = withPlaces(graph, layoutGraph(graph));
  expect(orderSteps(laid).map(({ id }) => id)).toEqual(ids);
});

function withPlaces(graph: Graph, places: ReturnType<typeof layoutGraph>): Graph {
  const nodes = Object.values(graph.nodes).map((node) => [
    node.id,
    { ...node, position: places[node.id] ?? node.position },
  ]);
  return { ...graph, nodes: Object.fromEntries(nodes) };
}

function overlaps({ nodes }: Graph): string[] {
  const all = Object.values(nodes);
  return all.flatMap((a, i) => {
    const over = all.slice(i + 1).filter((b) => {
      const isBeside =
        a.position.x + sizeOfNode(a).width <= b.position.x ||
        b.position.x + sizeOfNode(b).width <= a.position.x;
      const isAbove =
        a.position.y + sizeOfNode(a).height <= b.position.y ||
        b.position.y + sizeOfNode(b).height <= a.position.y;
      return !isBeside && !isAbove;
    });
    return over.map((b) => `${a.id} and ${b.id}`);
  });
}

function stepAt(id: string, y: number): Node {
  return { id, type: "step", position: { x: 0, y }, data: { step: id, instruction: id } };
}
