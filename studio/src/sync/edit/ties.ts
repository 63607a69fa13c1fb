import type { JsonObject } from "#schemas/json.ts";

/** Edges by the nodes that they join. */
export type Ties = Map<string, Set<string>>;

/** The ties of a map of edges. */
export function tiesOf(edges: Readonly<Record<string, JsonObject>>): Ties {
  const ties: Ties = new Map();
  for (const id in edges) tie(ties, id, undefined, edges[id]);
  return ties;
}

/** Follows an edge that comes, goes or is tied elsewhere. */
export function tie(
  ties: Ties,
  id: string,
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): void {
  for (const end of endsOf(before)) ties.get(end)?.delete(id);
  for (const end of endsOf(after)) {
    const edges = ties.get(end);
    if (edges === undefined) ties.set(end, new Set([id]));
    else edges.add(id);
  }
}

/** The ids of the nodes that an edge joins. */
export function endsOf(edge: JsonObject | undefined): string[] {
  return [edge?.source, edge?.target].filter((end) => typeof end === "string");
}
