import type { Json, JsonObject } from "#schemas/json.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { valueAt } from "./same-json.ts";

/** What an author has before their eyes when they make an edit. */
export interface Frame {
  readonly graph: GraphView;
  /** Nodes they know to be gone, as they were: what an undo would bring back. */
  readonly dead: Readonly<Record<string, JsonObject>>;
}

/** Free choices of an edit, made by a generator: which node, which element, which value. Each is at least 0. */
export interface Choice {
  readonly entity: number;
  readonly place: number;
  readonly other: number;
  /** Makes values and new ids different from all others. */
  readonly tag: string;
}

/** The item that a number chooses; undefined where there is none. */
export function choose<T>(items: readonly T[], n: number): T | undefined {
  return items[n % Math.max(items.length, 1)];
}

/** Pointers of the living nodes. */
export function nodePaths({ graph }: Frame): string[] {
  return Object.keys(graph.nodes).map((id) => `/nodes/${id}`);
}

/** Pointers of the living edges. */
export function edgePaths({ graph }: Frame): string[] {
  return Object.keys(graph.edges).map((id) => `/edges/${id}`);
}

/** Pointers of the arrays that are there, of nodes and of the graph. */
export function listPaths(frame: Frame): string[] {
  const places = [...nodePaths(frame).map((path) => `${path}/data/l`), "/tags"];
  return places.filter((path) => Array.isArray(at(frame, path)));
}

/** Pointers of nodes that have an object at `inner`. */
export function nodesWith(frame: Frame, inner: string): string[] {
  return nodePaths(frame).filter((path) => at(frame, path + inner) !== undefined);
}

/** The value at a pointer in the author's graph, or undefined. */
export function at({ graph }: Frame, pointer: string): Json | undefined {
  return valueAt(graph, pointer);
}
