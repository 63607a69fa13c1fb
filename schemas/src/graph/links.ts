import type { Edge } from "./edge.ts";
import type { Graph } from "./graph.ts";

/** The edges of a graph by their ends. */
export interface Links {
  /** Edges that begin at a node, in the order of the graph's map. */
  from(node: string): readonly Edge[];
  /** Edges that end at a node. */
  to(node: string): readonly Edge[];
}

/** Reads a graph's edges once, to be asked by node. */
export function linksOf(graph: Pick<Graph, "edges">): Links {
  const bySource = new Map<string, Edge[]>();
  const byTarget = new Map<string, Edge[]>();
  for (const edge of Object.values(graph.edges)) {
    put(bySource, edge.source, edge);
    put(byTarget, edge.target, edge);
  }
  return { from: (node) => bySource.get(node) ?? NONE, to: (node) => byTarget.get(node) ?? NONE };
}

const NONE: readonly Edge[] = [];

function put(map: Map<string, Edge[]>, key: string, edge: Edge): void {
  const edges = map.get(key);
  if (edges === undefined) map.set(key, [edge]);
  else edges.push(edge);
}
