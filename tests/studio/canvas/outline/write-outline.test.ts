import { expect, test } from "bun:test";
import fc from "fast-check";
import { ExpertSop } from "#schemas/convert/expert-sop.ts";
import { unitToGraph } from "#schemas/convert/unit-to-graph.ts";
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

for (const [name, unit] of Object.entries(TEMPLATES)) {
  test(`[U71] the template ${name} is a text that people read, and comes back`, () => {
    const made = unitToGraph(ExpertSop.parse(unit), DEFAULT_LIMITS);
    if ("code" in made) throw new Error(made.message);
    const text = outlineOf(made.graph);
    expect(text).not.toContain('\\"');
    expect(essenceOfOutline(readOutline(text, []))).toEqual(essenceOf(made.graph));
  });
}
