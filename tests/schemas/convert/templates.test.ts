import { expect, test } from "bun:test";
import { ExpertSop } from "#schemas/convert/expert-sop.ts";
import { graphToUnit } from "#schemas/convert/graph-to-unit.ts";
import { unitToGraph } from "#schemas/convert/unit-to-graph.ts";
import { orderSteps } from "#schemas/graph/order.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { lintGraph } from "#schemas/lint/lint-graph.ts";
import { TEMPLATES } from "#tests/support/templates.ts";

for (const [name, unit] of Object.entries(TEMPLATES)) {
  test(`[V11] the template ${name} is a valid unit of 15 steps and more, in order, and comes back as it is`, () => {
    expect(ExpertSop.parse(unit)).toEqual(unit as ExpertSop);
    const made = unitToGraph(ExpertSop.parse(unit), DEFAULT_LIMITS);
    if ("code" in made) throw new Error(made.message);
    expect(orderSteps(made.graph).length).toBeGreaterThanOrEqual(15);
    expect(lintGraph(made.graph)).toEqual([]);
    expect(graphToUnit(made.graph, made.rest)).toEqual(unit as ExpertSop);
  });

  test(`[V11] the template ${name} has branches with minutes, criteria and tools`, () => {
    const { decision_tree } = ExpertSop.parse(unit);
    const branches = decision_tree.flatMap((item) => Object.values(item.conditions ?? {}));
    expect(branches.filter((branch) => branch.sla_min !== undefined).length).toBeGreaterThan(5);
    expect(decision_tree.filter((item) => item.criteria !== undefined).length).toBeGreaterThan(8);
    expect(decision_tree.filter((item) => item.tool_suggestions !== undefined).length).toBeGreaterThan(8);
  });
}
