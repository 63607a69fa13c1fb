import { expect, test } from "bun:test";
import fc from "fast-check";
import { ExpertSop } from "#schemas/convert/expert-sop.ts";
import { unitToGraph } from "#schemas/convert/unit-to-graph.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { readOutline } from "#studio/canvas/outline/read-outline.ts";
import { outlineOf } from "#studio/canvas/outline/write-outline.ts";
import { anyGraph } from "#tests/support/graphs.ts";
import { volume } from "#tests/support/runs.ts";
import { TEMPLATES } from "#tests/support/templates.ts";
import { anyWordedGraph, essenceOf, essenceOfOutline } from "./graphs.ts";

test("[U71] any graph as text is read as the same graph, without a word of complaint but of doubles", () => {
  for (const [graphs, runs] of [
    [anyGraph, volume(100, 5000)],
    [anyWordedGraph, volume(250, 20_000)],
  ] as const) {
    fc.assert(
      fc.property(graphs, (graph) => {
        const outline = readOutline(outlineOf(graph), []);
        expect(outline.problems).toEqual([]);
        expect(essenceOfOutline(outline)).toEqual(essenceOf(graph));
      }),
      runs,
    );
  }
});

test("[U71] arrows in the label of a branch's connection are no arrows of its line", () => {
  const step = {
    id: "s",
    type: "step",
    position: { x: 0, y: 0 },
    data: { step: "A", instruction: "" },
  } as const;
  const data = { field: "ok", conditions: { yes: { action: "" } } };
  const condition = { id: "c", type: "condition", position: { x: 0, y: 0 }, data } as const;
  const edge = { id: "e", source: "c", target: "s", sourceHandle: "yes", label: "-> A ->" };
  const graph: Graph = { name: "A", domain: "a", nodes: { s: step, c: condition }, edges: { e: edge } };
  expect(essenceOfOutline(readOutline(outlineOf(graph), []))).toEqual(essenceOf(graph));
});

for (const [name, unit] of Object.entries(TEMPLATES)) {
  test(`[U71] the template ${name} is a text that people read, and comes back`, () => {
    const made = unitToGraph(ExpertSop.parse(unit), DEFAULT_LIMITS);
    if ("code" in made) throw new Error(made.message);
    const text = outlineOf(made.graph);
    expect(text).not.toContain('\\"');
    expect(essenceOfOutline(readOutline(text, []))).toEqual(essenceOf(made.graph));
  });
}
