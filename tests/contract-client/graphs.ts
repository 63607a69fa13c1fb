import type { Edge, Graph, Node } from "./json.ts";

/** A `step` node at (x, y). */
export function stepNode(id: string, x = 0, y = 0, data: Node["data"] = {}): Node {
  return { id, type: "step", position: { x, y }, data: { step: id, instruction: `do ${id}`, ...data } };
}

/** A `tool` node: its `input_template` is free JSON, so any value can be tried in it. */
function toolNode(id: string, template: Node["data"]): Node {
  return {
    id,
    type: "tool",
    position: { x: 0, y: 0 },
    data: { name: id, when: "always", input_template: template },
  };
}

/** An edge `<source>-<target>`. */
export function edgeOf(source: string, target: string, id = `${source}-${target}`): Edge {
  return { id, source, target };
}

/** Steps a, b, c in a row with the edges a-b and b-c, and a tool t. */
export function smallGraph(name = "Small"): Graph {
  const nodes = [
    stepNode("a", 0, 0, {
      tool_suggestions: [
        { name: "one", when: "first" },
        { name: "two", when: "then" },
      ],
    }),
    stepNode("b", 0, 100),
    stepNode("c", 0, 200),
    toolNode("t", { list: ["p", "q", "r"], deep: { k: 1 } }),
  ];
  const edges = [edgeOf("a", "b"), edgeOf("b", "c")];
  return {
    name,
    domain: "tests",
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
  };
}
