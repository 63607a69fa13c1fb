import type { Effect } from "#tests/contract-client/apply-strict.ts";
import type { Graph, Json, Op } from "#tests/contract-client/json.ts";

/** The ops that undo the removals among `effects`, from the graph as it was before them: nodes first, then edges. */
export function undoRemovals(before: Graph, effects: readonly Effect[]): Op[] {
  return effects
    .filter((effect) => effect.op === "remove")
    .toReversed()
    .map(({ path }) => ({ op: "add", path, value: structuredClone(entityAt(before, path)) }));
}

function entityAt(graph: Graph, path: string): Json {
  const [, map, id = ""] = path.split("/");
  const entity = map === "nodes" ? graph.nodes[id] : graph.edges[id];
  if (entity === undefined) throw new Error(`nothing at ${path}`);
  return entity;
}
