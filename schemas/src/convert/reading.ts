import type { Graph } from "../graph/graph.ts";
import type { Links } from "../graph/links.ts";
import type { Refs } from "./refs.ts";

/** A graph as it is read for a unit. */
export interface Reading {
  readonly graph: Graph;
  readonly links: Links;
  /** Of the steps, in reading order. */
  readonly names: readonly string[];
  readonly refs: Refs;
  /** The place of a step in that order; undefined: no step. */
  indexOf(id: string): number | undefined;
}
