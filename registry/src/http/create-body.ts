import { z } from "zod";
import { ExpertSop, type UnitRest } from "#schemas/convert/expert-sop.ts";
import { unitToGraph } from "#schemas/convert/unit-to-graph.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Limits } from "#schemas/limits.ts";
import type { Visibility } from "#schemas/protocol/document.ts";
import { CreateBody } from "#schemas/protocol/http.ts";
import { ABOVE_GRAPH, graphBody } from "./graph-body.ts";
import { plainJson } from "./plain-json.ts";
import { refuse } from "./validated.ts";

/** What a SOP is made from. */
export interface NewSop {
  readonly graph: Graph;
  readonly visibility: Visibility;
  /** Where it came as a unit. */
  readonly rest?: UnitRest;
}

/** The schema of `POST /sop`: `{graph, visibility?}`, or an ExpertSOP unit as it is, which becomes a private SOP. */
export function createBody(limits: Limits) {
  const unit = plainJson(ExpertSop, limits.depth + ABOVE_GRAPH).transform((unit, context): NewSop => {
    const made = unitToGraph(unit, limits);
    if (!("code" in made)) return { ...made, visibility: "private" };
    context.addIssue(refuse(made.code, made.message));
    return z.NEVER;
  });
  const graph: z.ZodType<NewSop> = graphBody(CreateBody, limits);
  // Which of the two is decided first: a union would tell what is wrong with both.
  return z.unknown().transform((body, context): NewSop => {
    const result = (isUnit(body) ? unit : graph).safeParse(body);
    if (result.success) return result.data;
    for (const issue of result.error.issues) context.addIssue({ ...issue, input: undefined });
    return z.NEVER;
  });
}

/** By its tree; without one, what says that it is one is told what it lacks, and a graph goes as a graph. */
function isUnit(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  return "decision_tree" in body || (("@type" in body || "@context" in body) && !("graph" in body));
}
