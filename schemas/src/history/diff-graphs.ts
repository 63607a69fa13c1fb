import { differences } from "../change/three-way.ts";
import { formatPointer } from "../change/pointer.ts";
import type { GraphView } from "../change/types.ts";
import { valueAt } from "../change/value.ts";
import { equalJson, member, type Json, type JsonObject } from "../json.ts";

/** A place whose value is another, by its path in the graph; absent: there is nothing on that side. An array is one value. */
interface PlaceDifference {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** An entity that is another, with the places at which it is. */
interface EntityDifference {
  readonly id: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly places: readonly PlaceDifference[];
}

/** What is different about the entities of one map. */
export interface MapDifference {
  readonly added: readonly JsonObject[];
  readonly removed: readonly JsonObject[];
  readonly changed: readonly EntityDifference[];
}

/** The difference of two graphs. A node that stands elsewhere is `moved`; it is `changed` for anything else alone. */
export interface GraphDifference {
  readonly nodes: MapDifference & {
    readonly moved: readonly { readonly id: string; readonly from: Json; readonly to: Json }[];
  };
  readonly edges: MapDifference;
  /** Name, domain, description, tags. */
  readonly meta: readonly PlaceDifference[];
}

/** Tells what is different in `after`, in the order in which its entities, then those that are gone, are listed. */
export function diffGraphs(before: GraphView, after: GraphView): GraphDifference {
  const { nodes: oldNodes, edges: oldEdges, ...oldMeta } = before;
  const { nodes, edges, ...meta } = after;
  return {
    nodes: { ...diffMaps("nodes", oldNodes, nodes, ["position"]), moved: movedNodes(oldNodes, nodes) },
    edges: diffMaps("edges", oldEdges, edges, []),
    meta: placesOf(oldMeta, meta, []),
  };
}

type EntityMap = Readonly<Record<string, JsonObject>>;

/** `apart`: members that are told of elsewhere. */
function diffMaps(
  map: "nodes" | "edges",
  from: EntityMap,
  to: EntityMap,
  apart: readonly string[],
): MapDifference {
  const added: JsonObject[] = [];
  const changed: EntityDifference[] = [];
  for (const [id, after] of Object.entries(to)) {
    const before = entityIn(from, id);
    if (before === undefined) {
      added.push(after);
      continue;
    }
    const places = before === after ? [] : placesOf(before, after, [map, id]);
    const told = places.filter(({ path }) => !apart.some((name) => isWithin(path, [map, id, name])));
    if (told.length > 0) changed.push({ id, before, after, places: told });
  }
  const removed = Object.entries(from).flatMap(([id, entity]) =>
    entityIn(to, id) === undefined ? [entity] : [],
  );
  return { added, removed, changed };
}

function movedNodes(from: EntityMap, to: EntityMap) {
  return Object.entries(to).flatMap(([id, after]) => {
    const old = valueAt(entityIn(from, id), ["position"]);
    const now = valueAt(after, ["position"]);
    return old === undefined || now === undefined || equalJson(old, now) ? [] : [{ id, from: old, to: now }];
  });
}

function placesOf(before: JsonObject, after: JsonObject, at: readonly string[]): PlaceDifference[] {
  return differences(before, after, "whole").map(({ tokens, value }) => {
    const old = valueAt(before, tokens);
    return {
      path: formatPointer([...at, ...tokens]),
      ...(old !== undefined && { before: old }),
      ...(value !== undefined && { after: value }),
    };
  });
}

function isWithin(path: string, tokens: readonly string[]): boolean {
  const outer = formatPointer(tokens);
  return path === outer || path.startsWith(`${outer}/`);
}

function entityIn(map: EntityMap, id: string): JsonObject | undefined {
  return member(map, id) as JsonObject | undefined;
}
