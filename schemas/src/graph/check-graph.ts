import { checkValue } from "../change/syntax.ts";
import { weigh } from "../change/value.ts";
import type { Json } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { Graph } from "./graph.ts";

/** What is wrong with a whole graph that is right by shape; `code` as in a refused op. */
export interface GraphFault {
  readonly code: "invalid_id" | "dangling_edge" | "limit" | "malformed";
  readonly message: string;
}

/** D3, D4, D5 and the bounds of a graph that comes in whole; null where it is sound. */
export function checkGraph(graph: Graph, limits: Limits): GraphFault | null {
  const nodes = Object.keys(graph.nodes).length;
  const edges = Object.keys(graph.edges).length;
  if (nodes > limits.nodes) return { code: "limit", message: `a graph holds at most ${limits.nodes} nodes` };
  if (edges > limits.edges) return { code: "limit", message: `a graph holds at most ${limits.edges} edges` };
  const bytes = weigh(graph as unknown as Json);
  if (bytes > limits.graph_bytes)
    return { code: "limit", message: `a graph has at most ${limits.graph_bytes} bytes` };
  const fault = checkValue(graph as unknown as Json, 0, { ...limits, value_bytes: limits.graph_bytes * 2 });
  if (fault !== null) return fault;
  for (const map of ["nodes", "edges"] as const) {
    for (const [key, entity] of Object.entries(graph[map])) {
      if (entity.id !== key) return { code: "invalid_id", message: `/${map}/${key}: the id equals the key` };
    }
  }
  for (const [id, { source, target }] of Object.entries(graph.edges)) {
    for (const end of [source, target]) {
      if (!Object.hasOwn(graph.nodes, end))
        return { code: "dangling_edge", message: `/edges/${id}: there is no node "${end}"` };
    }
  }
  return null;
}
