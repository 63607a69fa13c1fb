import { z } from "zod";
import { EntityId } from "../ids.ts";
import { Edge } from "./edge.ts";
import { Node } from "./node.ts";

/** The members of a graph beside its two maps, each with its schema. */
export const META = {
  name: z.string().min(1).max(200),
  domain: z.string().min(1).max(100),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
} as const;

export type MetaKey = keyof typeof META;
export const META_KEYS = Object.keys(META) as MetaKey[];

/** A whole graph by shape; `checkGraph` adds what a shape cannot say (ids, ends, bounds). */
export const Graph = z.strictObject({
  ...META,
  nodes: z.record(EntityId, Node),
  edges: z.record(EntityId, Edge),
});
export type Graph = z.infer<typeof Graph>;

/** A graph as `POST /v1/sop` takes it: the maps may be left out. */
export const GraphInput = Graph.extend({
  nodes: Graph.shape.nodes.default({}),
  edges: Graph.shape.edges.default({}),
});
