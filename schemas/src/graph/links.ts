import type { Edge } from "./edge.ts";

/** The edges of a graph by their ends. */
export interface Links {
  /** Edges that begin at a node, in the order in which they were given. */
  from(node: string): readonly Edge[];
  /** Edges that end at a node. */
  to(node: string): readonly Edge[];
}

/** Reads edges once, to be asked by node. */
export function linksOf(edges: readonly Edge[]): Links {
  const bySource = new Map<string, Edge[]>();
  const byTarget = new Map<string, Edge[]>();
  for (const edge of edges) {
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
