import type { GraphView } from "#schemas/change/types.ts";
import { isArray, isObject } from "#schemas/json.ts";
import type { Json } from "#schemas/json.ts";
import { firstDifference } from "#tests/support/same-json.ts";

/** Who wrote what is at a place, or took it away, and when; nobody: it was there from the start. */
interface Author {
  readonly name: string;
  readonly at: number;
}

/**
 * Who wrote each leaf and each element of a graph: kept by looking at the graph before and after each edit, knowing
 * nothing of ops. Elements of lists are told apart by their values, which the edits make unique.
 */
export interface Authors {
  readonly byPlace: Map<string, Author>;
  /** Elements and leaves of entities that went, as they were: what comes back equal is still its author's. */
  readonly buried: Map<string, { readonly value: Json; readonly author: Author | undefined }>;
}

export function createAuthors(): Authors {
  return { byPlace: new Map(), buried: new Map() };
}

/** Takes in what somebody changed. */
export function noteAuthor(
  authors: Authors,
  [before, after]: readonly [GraphView, GraphView],
  author: Author,
): void {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  for (const [place, value] of old) {
    if (now.has(place)) continue;
    const entity = entityOf(place);
    if (isElement(place) || (entity !== null && !now.has(entity)))
      authors.buried.set(place, { value, author: authors.byPlace.get(place) });
    authors.byPlace.set(place, author);
  }
  for (const [place, value] of now) {
    if (old.has(place) && firstDifference(old.get(place), value) === undefined) continue;
    const buried = authors.buried.get(place);
    const entity = entityOf(place);
    const isBack = isElement(place) || (entity !== null && place !== entity && !old.has(entity));
    const isSame = isBack && buried !== undefined && firstDifference(buried.value, value) === undefined;
    if (isSame && buried.author !== undefined) authors.byPlace.set(place, buried.author);
    else if (isSame) authors.byPlace.delete(place);
    else authors.byPlace.set(place, author);
  }
}

/** Something that was done: by whom, when, and the places that it changed. */
export interface Deed extends Author {
  readonly places: ReadonlySet<string>;
}

/** What lies between two graphs as places. */
export function placesBetween(before: GraphView, after: GraphView): ReadonlySet<string> {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const all = [...new Set([...old.keys(), ...now.keys()])];
  return new Set(all.filter((place) => firstDifference(old.get(place), now.get(place)) !== undefined));
}

/** The first place that taking a deed back had no right to change: the deed did not change it, or others did since. */
export function harmDone(
  authors: Authors,
  [before, after]: readonly [GraphView, GraphView],
  { name, at, places }: Deed,
): string | undefined {
  return [...placesBetween(before, after)].find((place) => {
    const author = authors.byPlace.get(place);
    return !places.has(place) || (author !== undefined && author.name !== name && author.at > at);
  });
}

/** Every place that holds something: entities, members that are no objects, elements. Order of elements is not told. */
function leavesOf(graph: GraphView): Map<string, Json> {
  const leaves = new Map<string, Json>();
  const walk = (value: Json, place: string): void => {
    if (isArray(value)) {
      leaves.set(place, "list");
      for (const item of value) leaves.set(`${place}#${JSON.stringify(item)}`, item);
    } else if (isObject(value)) {
      leaves.set(place, "object");
      for (const key of Object.keys(value)) walk(value[key] as Json, `${place}/${key}`);
    } else leaves.set(place, value);
  };
  const { nodes, edges, ...meta } = graph;
  for (const [key, value] of Object.entries(meta)) walk(value, `/${key}`);
  for (const [id, node] of Object.entries(nodes)) walk(node, `/nodes/${id}`);
  for (const [id, edge] of Object.entries(edges)) walk(edge, `/edges/${id}`);
  return leaves;
}

function isElement(place: string): boolean {
  return place.includes("#");
}

function entityOf(place: string): string | null {
  return /^\/(?:nodes|edges)\/[^/#]+/.exec(place)?.[0] ?? null;
}
