import { expect, test } from "bun:test";
import type { Graph } from "#schemas/graph/graph.ts";
import { pictureOf } from "#studio/pages/dashboard/picture.ts";

function graphOf(places: readonly (readonly [x: number, y: number])[]): Pick<Graph, "nodes" | "edges"> {
  const nodes = places.map(([x, y], i) => ({
    id: `n${i}`,
    type: "step" as const,
    position: { x, y },
    data: { step: `Step ${i}`, instruction: "" },
  }));
  const edges = nodes.slice(1).map(({ id }) => ({ id: `e-${id}`, source: "n0", target: id }));
  return { nodes: byId(nodes), edges: byId(edges) };
}

function byId<T extends { readonly id: string }>(list: readonly T[]): Record<string, T> {
  return Object.fromEntries(list.map((one) => [one.id, one]));
}

const boxOf = (graph: Pick<Graph, "nodes" | "edges">) =>
  (pictureOf(graph)?.viewBox.split(" ") ?? []).map(Number);

test("an empty graph has no picture", () => {
  expect(pictureOf(graphOf([]))).toBeNull();
});

test("a small graph is whole in its picture, in the middle", () => {
  const [x = 0, y = 0, width = 0, height = 0] = boxOf(
    graphOf([
      [0, 0],
      [0, 200],
    ]),
  );
  expect(x + width / 2).toBe(120);
  expect(y + height / 2).toBeCloseTo(148, 0);
  expect(height).toBeGreaterThan(296);
});

test("a high graph is shown from its top, large enough to be told apart", () => {
  const high = graphOf(Array.from({ length: 60 }, (_, i) => [0, i * 150] as const));
  const [, y = 0, width = 0, height = 0] = boxOf(high);
  expect(width).toBe(2_200);
  expect(y).toBe(-40);
  expect(height).toBeLessThan(1_100);
});

test("of a huge graph no more is drawn than can be seen, and no line without both ends", () => {
  const huge = graphOf(Array.from({ length: 1_000 }, (_, i) => [i * 10, 0] as const));
  const picture = pictureOf(huge);
  expect(picture?.boxes).toHaveLength(150);
  expect(picture?.lines).toHaveLength(149);
});
