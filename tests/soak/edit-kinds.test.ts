import { expect, test } from "bun:test";
import { applyPatch, type Operation } from "rfc6902";
import { checkGraph } from "#schemas/graph/check-graph.ts";
import { Graph as GraphShape } from "#schemas/graph/graph.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import type { Graph } from "#tests/contract-client/json.ts";
import { seededRandom } from "#tests/contract-client/random-edits.ts";
import { makeEdit } from "./edit-kinds.ts";
import { planCycle } from "./plan.ts";
import { LASTING, soakGraph } from "./soak-graph.ts";

test("every edit fits the graph that it was made on, whatever came before", () => {
  const random = seededRandom(7);
  const graph = soakGraph();
  const paths = new Set<string>();
  for (let i = 0; i < 3000; i++) {
    const ops = makeEdit(graph, random, `n${i}`) ?? [];
    const results = applyPatch(graph, structuredClone(ops) as unknown as Operation[]);
    expect(results.filter((error) => error !== null)).toEqual([]);
    dropLooseEdges(graph);
    for (const { op, path } of ops) paths.add(`${op as string} ${(path as string).split("/")[1]}`);
  }
  expect(checkGraph(GraphShape.parse(graph), DEFAULT_LIMITS)).toBeNull();
  for (const id of LASTING) expect(graph.nodes).toHaveProperty(id);
  expect(paths.size).toBeGreaterThan(7);
});

test("one seed, one plan", () => {
  const plan = planCycle(seededRandom(3), 5000);
  expect(planCycle(seededRandom(3), 5000)).toEqual(plan);
  expect(planCycle(seededRandom(4), 5000)).not.toEqual(plan);
  expect(plan.events.map(({ kind }) => kind)).toContain("kill_registry");
  expect(plan.events.map(({ kind }) => kind)).toContain("kill_client");
  expect(new Set(plan.clients.map(({ via }) => via)).size).toBe(2);
});

/** As the registry does with the edges of what was removed. */
function dropLooseEdges(graph: Graph): void {
  for (const { id, source, target } of Object.values(graph.edges))
    if (!(source in graph.nodes) || !(target in graph.nodes)) delete graph.edges[id];
}
