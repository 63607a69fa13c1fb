import { edgeOf, stepNode } from "#tests/contract-client/graphs.ts";
import type { Graph } from "#tests/contract-client/json.ts";

/** Nodes that nobody removes: their plain properties show who wins. */
export const LASTING = ["r0", "r1", "r2", "r3"] as const;

/** Where the soak begins: lasting nodes, some that come and go, and a tool with lists. */
export function soakGraph(): Graph {
  const passing = ["p0", "p1", "p2", "p3", "p4", "p5"];
  const steps = [...LASTING, ...passing].map((id, i) =>
    stepNode(id, 0, i * 100, { tool_suggestions: [{ name: "one", when: "first" }] }),
  );
  const tool = {
    id: "t",
    type: "tool",
    position: { x: 200, y: 0 },
    data: { name: "t", when: "always", input_template: { list: ["a", "b", "c", "d"], deep: { k: 1 } } },
  };
  const ids = [...LASTING, ...passing, "t"];
  const edges = ids.slice(1).map((id, i) => edgeOf(ids[i] as string, id));
  return {
    name: "Soak",
    domain: "tests",
    tags: ["first"],
    nodes: Object.fromEntries([...steps, tool].map((node) => [node.id, node])),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
  };
}
