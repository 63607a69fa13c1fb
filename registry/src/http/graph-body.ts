import type { z } from "zod";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Limits } from "#schemas/limits.ts";
import { findGraphFault } from "./new-graph.ts";
import { plainJson } from "./plain-json.ts";

/** The schema of a body that may hold a whole graph: looked over, of the right shape, with ends, ids and bounds checked. */
export function graphBody<Body extends { readonly graph?: Graph }>(schema: z.ZodType<Body>, limits: Limits) {
  return plainJson(schema, limits.depth + ABOVE_GRAPH).superRefine((body, context) => {
    const fault = body.graph === undefined ? undefined : findGraphFault(body.graph, limits);
    if (fault !== undefined) context.addIssue({ ...fault, path: ["graph", ...fault.path] });
  });
}

/** The object around the graph. */
const ABOVE_GRAPH = 1;
