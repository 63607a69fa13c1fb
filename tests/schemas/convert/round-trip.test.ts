import { expect, test } from "bun:test";
import fc from "fast-check";
import { ExpertSop, UnitRest } from "#schemas/convert/expert-sop.ts";
import { graphToUnit } from "#schemas/convert/graph-to-unit.ts";
import { unitToGraph } from "#schemas/convert/unit-to-graph.ts";
import { checkGraph } from "#schemas/graph/check-graph.ts";
import { Graph } from "#schemas/graph/graph.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { anyGraph } from "#tests/support/graphs.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { anyUnit } from "#tests/support/units.ts";
import { meaningOf } from "./meaning.ts";

const NO_REST: UnitRest = { unit: {}, items: {} };

function toGraph(unit: ExpertSop) {
  const made = unitToGraph(unit, DEFAULT_LIMITS);
  if ("code" in made) throw new Error(made.message);
  return made;
}

test(
  "[V2] [V3] unit → graph → unit is the identity on every valid unit",
  () => {
    fc.assert(
      fc.property(anyUnit, (unit) => {
        const before = structuredClone(unit);
        const { graph, rest } = toGraph(ExpertSop.parse(unit));
        expect(Graph.parse(graph)).toEqual(graph);
        expect(checkGraph(graph, DEFAULT_LIMITS)).toBeNull();
        // As it is kept: through JSON and its schema.
        const kept = UnitRest.parse(JSON.parse(JSON.stringify(rest)));
        expect(graphToUnit(graph, kept)).toEqual(before);
        expect(unit).toEqual(before);
      }),
      volume(150, 5000),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

test(
  "[V4] graph → unit → graph keeps the meaning, and a second round changes nothing",
  () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const unit = graphToUnit(graph, NO_REST);
        const wire = ExpertSop.parse(JSON.parse(JSON.stringify({ ...unit, "@type": "ExpertSOP" })));
        const again = toGraph(wire);
        expect(meaningOf(again.graph)).toEqual(meaningOf(graph));
        expect(graphToUnit(again.graph, again.rest)).toEqual(wire);
      }),
      volume(150, 5000),
    );
  },
  PROPERTY_TIMEOUT_MS,
);
