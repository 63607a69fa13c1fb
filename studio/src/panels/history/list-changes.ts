import type { GraphView } from "#schemas/change/types.ts";
import type { GraphDifference, MapDifference } from "#schemas/history/diff-graphs.ts";
import { isObject, type Json, type JsonObject } from "#schemas/json.ts";
import type { Mark, Visit } from "../../editor/editor-state.ts";
import { describePlace } from "../../together/describe-ops.ts";
import { quoteNode } from "../../together/names.ts";

/** One thing that is another in two versions. */
export interface Change {
  readonly key: string;
  readonly mark: Mark;
  /** What it is: "“Triage”", "Connection from “Triage” to “Close”". */
  readonly what: string;
  /** Where it is on the canvas; none: it is about the SOP itself. */
  readonly nodes: readonly string[];
  readonly places: readonly ChangedPlace[];
}

/** A place of it, and what was there in the earlier of both. */
export interface ChangedPlace {
  readonly name: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

type PlaceDifference = GraphDifference["meta"][number];

/** U53: what differs, the SOP's own details first, then nodes and connections by what became of them. */
export function listChanges({ difference, graph }: Pick<Visit, "difference" | "graph">): readonly Change[] {
  const { nodes, edges, meta } = difference;
  const changes = [...mapChanges("node", nodes, graph), ...mapChanges("edge", edges, graph)];
  const moved = nodes.moved.map(({ id }): Change => {
    const node = graph.nodes[id];
    return { key: `moved ${id}`, mark: "moved", what: nameOf(node), nodes: [id], places: [] };
  });
  return [
    ...(meta.length === 0 ? [] : [metaChange(meta)]),
    ...ORDER.flatMap((mark) => [...changes, ...moved].filter((change) => change.mark === mark)),
  ];
}

const ORDER: readonly Mark[] = ["changed", "added", "removed", "moved"];

/** U52: how many of each there are. */
export function countChanges(changes: readonly Change[]): Readonly<Record<Mark, number>> {
  const counts = { added: 0, removed: 0, changed: 0, moved: 0 };
  for (const { mark } of changes) counts[mark] += 1;
  return counts;
}

function mapChanges(
  kind: "node" | "edge",
  { added, removed, changed }: MapDifference,
  graph: GraphView,
): Change[] {
  const toChange = (mark: Mark, entity: JsonObject, places: readonly ChangedPlace[] = []): Change => ({
    key: `${mark} ${kind} ${textIn(entity, "id")}`,
    mark,
    what: kind === "node" ? nameOf(entity) : connectionName(entity, graph),
    nodes: kind === "node" ? [textIn(entity, "id")] : [textIn(entity, "source"), textIn(entity, "target")],
    places,
  });
  return [
    ...changed.map(({ after, places }) => toChange("changed", after, places.map(toPlace))),
    ...added.map((entity) => toChange("added", entity)),
    ...removed.map((entity) => toChange("removed", entity)),
  ];
}

function metaChange(places: readonly PlaceDifference[]): Change {
  return {
    key: "meta",
    mark: "changed",
    what: "The SOP’s own details",
    nodes: [],
    places: places.map(toPlace),
  };
}

function toPlace({ path, before, after }: PlaceDifference): ChangedPlace {
  return { name: describePlace(path) ?? path, before, after };
}

function connectionName(edge: JsonObject, { nodes }: GraphView): string {
  const end = (side: "source" | "target") => nameOf(nodes[textIn(edge, side)]);
  return `Connection from ${end("source")} to ${end("target")}`;
}

function nameOf(node: JsonObject | undefined): string {
  return isObject(node) ? quoteNode(node) : "a node";
}

/** Ids are texts, in whatever was checked. */
function textIn(entity: JsonObject, member: string): string {
  const text = entity[member];
  return typeof text === "string" ? text : "";
}
