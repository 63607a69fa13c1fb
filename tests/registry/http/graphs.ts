import type { Edge } from "#schemas/graph/edge.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Node } from "#schemas/graph/node.ts";

/** A step at (0, 0) under its id. */
export function stepOf(id: string): Node {
  return { id, type: "step", position: { x: 0, y: 0 }, data: { step: id, instruction: `do ${id}` } };
}

/** An edge from one node to another, under its id. */
export function edgeOf(id: string, source: string, target: string): Edge {
  return { id, source, target };
}

/** Two steps a, b with an edge e1 between them, and a tool t with room for free JSON. */
export function smallGraph(name = "Small"): Graph {
  return {
    name,
    domain: "support",
    nodes: {
      a: stepOf("a"),
      b: stepOf("b"),
      t: {
        id: "t",
        type: "tool",
        position: { x: 9, y: 9 },
        data: { name: "t", when: "ever", input_template: {} },
      },
    },
    edges: { e1: edgeOf("e1", "a", "b") },
  };
}
