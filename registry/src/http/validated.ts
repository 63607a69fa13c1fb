import { zValidator } from "@hono/zod-validator";
import type { ValidationTargets } from "hono";
import type { ZodType } from "zod";
import type { ProblemCode } from "#schemas/protocol/problem.ts";
import { problem } from "./problem.ts";

/**
 * Middleware that lets only calls through whose `target` (query, json, …) fits the schema; others are answered with a
 * problem that names the place: `invalid`, or the code that `refuse` put on the issue.
 */
export function validated<Target extends keyof ValidationTargets, Schema extends ZodType>(
  target: Target,
  schema: Schema,
  otherwise: ProblemCode = "invalid",
) {
  return zValidator(target, schema, (result) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    if (issue === undefined) return problem(otherwise, `The ${WORD[target]} is not as it should be.`);
    const path = issue.path.map(String).join("/");
    const place = path === "" ? `the ${WORD[target]}` : `${path} in the ${WORD[target]}`;
    const code = codeOf(issue) ?? otherwise;
    // An edge into nothing conflicts with nobody here: the input itself is wrong.
    const status = code === "dangling_edge" ? 422 : undefined;
    return problem(code, `${place}: ${issue.message}`.slice(0, MAX_DETAIL_CHARS), { status });
  });
}

/** The form of an issue that a schema raises under a code of its own. */
export function refuse(code: ProblemCode, message: string, path: readonly PropertyKey[] = []) {
  return { code: "custom" as const, message, path: [...path], params: { code } };
}

const WORD: Readonly<Record<keyof ValidationTargets, string>> = {
  json: "body",
  form: "form",
  query: "query",
  param: "path",
  header: "headers",
  cookie: "cookies",
};

/** A detail helps a person; the input it speaks of may be megabytes. */
const MAX_DETAIL_CHARS = 500;

function codeOf(issue: object): ProblemCode | undefined {
  if (!("params" in issue)) return undefined;
  const params = issue.params as { readonly code?: ProblemCode } | undefined;
  return params?.code;
}
