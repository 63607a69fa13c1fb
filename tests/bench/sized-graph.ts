import type { Graph } from "#tests/contract-client/json.ts";

/**
 * A SOP with so many nodes (a step each, with words as people write them: some 250 bytes) and edges (each node to the
 * next, then further on).
 */
export function sizedGraph(nodes: number, edges: number): Graph {
  const graph: Graph = { name: `${nodes} nodes`, domain: "bench", nodes: {}, edges: {} };
  for (let i = 0; i < nodes; i++) {
    graph.nodes[`n${i}`] = {
      id: `n${i}`,
      type: "step",
      position: { x: (i % 20) * 240, y: Math.floor(i / 20) * 120 },
      data: {
        step: `Step ${i}`,
        instruction:
          "Read the ticket, check the contract, answer with what is known and say when more follows.",
        criteria: { done: "the customer has an answer" },
      },
    };
  }
  for (let i = 0; i < edges; i++) {
    const lap = 1 + Math.floor(i / nodes);
    const source = `n${i % nodes}`;
    const target = `n${((i % nodes) + lap) % nodes}`;
    graph.edges[`e${i}`] = { id: `e${i}`, source, target };
  }
  return graph;
}
