import type { z } from "zod";
import { checkGraph } from "#schemas/graph/check-graph.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Limits } from "#schemas/limits.ts";
import { plainJson } from "./plain-json.ts";
import { refuse } from "./validated.ts";

/** The schema of a body that may hold a whole graph: looked over, of the right shape, with ends, ids and bounds checked. */
export function graphBody<Body extends { readonly graph?: Graph }>(schema: z.ZodType<Body>, limits: Limits) {
  return plainJson(schema, limits.depth + ABOVE_GRAPH).superRefine((body, context) => {
    const fault = body.graph === undefined ? null : checkGraph(body.graph, limits);
    if (fault !== null) context.addIssue(refuse(fault.code, fault.message, ["graph"]));
  });
}

/** Levels of a body above the graph: the object around it. */
export const ABOVE_GRAPH = 1;
