import { z } from "zod";

/** What can be said against a graph that is valid: every rule, in the order in which findings are told. */
export const LINT_RULES = [
  "no_instruction",
  "duplicate_step",
  "branch_without_target",
  "duplicate_edge",
  "unconnected",
  "unreachable",
  "cycle",
] as const;

export type LintRule = (typeof LINT_RULES)[number];

/** One thing to look at. */
export const Finding = z.object({
  rule: z.enum(LINT_RULES),
  /** error: nobody can work by it; warning: probably not meant; info: may well be meant. */
  severity: z.enum(["error", "warning", "info"]),
  nodes: z.array(z.string()),
  edges: z.array(z.string()).optional(),
  /** A sentence for people and agents. */
  message: z.string(),
});
export type Finding = z.infer<typeof Finding>;
