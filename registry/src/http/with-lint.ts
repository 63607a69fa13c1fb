import type { Graph } from "#schemas/graph/graph.ts";
import { lintGraph } from "#schemas/lint/lint-graph.ts";

/** A SOP's JSON text with the findings on its graph as one more member, `lint`. */
export function withLint(sopText: string, graphText: string): string {
  const graph: Graph = JSON.parse(graphText);
  return `${sopText.slice(0, -1)},"lint":${JSON.stringify(lintGraph(graph))}}`;
}
