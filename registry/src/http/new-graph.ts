import type { Graph } from "#schemas/graph/graph.ts";
import type { Limits } from "#schemas/limits.ts";
import { refuse } from "./validated.ts";

/** What keeps a graph of the right shape from being taken, in the order in which it is best mended; undefined: nothing. */
export function findGraphFault(graph: Graph, limits: Limits) {
  return findBoundFault(graph, limits) ?? findIdFault(graph) ?? findEndFault(graph);
}

function findBoundFault(graph: Graph, limits: Limits) {
  const nodes = Object.keys(graph.nodes).length;
  if (nodes > limits.nodes) return refuse("limit", `${nodes} nodes, at most ${limits.nodes}`, ["nodes"]);
  const edges = Object.keys(graph.edges).length;
  if (edges > limits.edges) return refuse("limit", `${edges} edges, at most ${limits.edges}`, ["edges"]);
  const bytes = Buffer.byteLength(JSON.stringify(graph));
  if (bytes > limits.graph_bytes) return refuse("limit", `${bytes} bytes, at most ${limits.graph_bytes}`);
  return undefined;
}

function findIdFault(graph: Graph) {
  for (const map of ["nodes", "edges"] as const) {
    for (const [key, entity] of Object.entries(graph[map])) {
      if (entity.id !== key) return refuse("invalid_id", "id and key differ", [map, key, "id"]);
    }
  }
  return undefined;
}

function findEndFault(graph: Graph) {
  for (const [key, edge] of Object.entries(graph.edges)) {
    for (const end of ["source", "target"] as const) {
      if (Object.hasOwn(graph.nodes, edge[end])) continue;
      return refuse("dangling_edge", `there is no node "${edge[end]}"`, ["edges", key, end]);
    }
  }
  return undefined;
}
