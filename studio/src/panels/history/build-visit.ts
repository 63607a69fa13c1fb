import type { GraphView } from "#schemas/change/types.ts";
import { diffGraphs, type GraphDifference, type MapDifference } from "#schemas/history/diff-graphs.ts";
import type { JsonObject } from "#schemas/json.ts";
import type { Mark, Visit } from "../../editor/editor-state.ts";
import { besideOthers } from "./ghost-places.ts";

/** An old version, before it is compared with another. */
export type VisitedVersion = Pick<Visit, "version" | "title" | "by" | "at" | "own">;

/** U51: an old version with what changed since, up to the graph as it is now. */
export function compareWithNow(visited: VisitedVersion, now: GraphView): Visit {
  const difference = diffGraphs(visited.own, now);
  const { nodes, edges } = difference;
  return { ...visited, against: null, ...mark(visited.own, difference, nodes.added, edges.added) };
}

/** U51: an old version with what it brought since an earlier one. `difference`: from that one to this. */
export function compareWithEarlier(
  visited: VisitedVersion,
  earlier: number,
  difference: GraphDifference,
): Visit {
  const { nodes, edges } = difference;
  return { ...visited, against: earlier, ...mark(visited.own, difference, nodes.removed, edges.removed) };
}

/** What is not in the version is on the canvas too, as a ghost: else nobody would see what came or went. */
function mark(
  own: GraphView,
  difference: GraphDifference,
  otherNodes: readonly JsonObject[],
  otherEdges: readonly JsonObject[],
): Pick<Visit, "graph" | "marks" | "edgeMarks" | "ghosts" | "difference"> {
  const { nodes, edges } = difference;
  const marks = new Map<string, Mark>(nodes.moved.map(({ id }) => [id, "moved"]));
  for (const [id, found] of marksOf(nodes)) marks.set(id, found);
  return {
    graph: {
      ...own,
      nodes: { ...byId(besideOthers(otherNodes, own)), ...own.nodes },
      edges: { ...byId(otherEdges), ...own.edges },
    },
    marks,
    edgeMarks: marksOf(edges),
    ghosts: new Set(otherNodes.map(idOf)),
    difference,
  };
}

function marksOf({ added, removed, changed }: MapDifference): ReadonlyMap<string, Mark> {
  return new Map<string, Mark>([
    ...added.map((entity) => [idOf(entity), "added"] as const),
    ...removed.map((entity) => [idOf(entity), "removed"] as const),
    ...changed.map(({ id }) => [id, "changed"] as const),
  ]);
}

function byId(entities: readonly JsonObject[]): Record<string, JsonObject> {
  return Object.fromEntries(entities.map((entity) => [idOf(entity), entity]));
}

function idOf({ id }: JsonObject): string {
  return typeof id === "string" ? id : "";
}
