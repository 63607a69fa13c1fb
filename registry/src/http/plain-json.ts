import { z } from "zod";
import { BANNED_KEYS } from "#schemas/ids.ts";
import { refuse } from "./validated.ts";

/**
 * A schema that looks over a parsed body before `schema` does: `limit` for what lies deeper than `maxDepth` levels,
 * `malformed` for a banned key anywhere. It walks with a stack of its own: 5 MiB of "[" must not end the process.
 */
export function plainJson<Schema extends z.ZodType>(schema: Schema, maxDepth: number) {
  return shallowJson(schema, maxDepth, BANNED_KEYS);
}

/** The same without looking at keys: for bodies whose patches are judged later, word by word. */
export function shallowJson<Schema extends z.ZodType>(
  schema: Schema,
  maxDepth: number,
  banned: ReadonlySet<string> = new Set(),
) {
  return z
    .unknown()
    .superRefine((body, context) => {
      const fault = findFault(body, maxDepth, banned);
      if (fault !== undefined) context.addIssue(fault);
    })
    .pipe(schema);
}

function findFault(body: unknown, maxDepth: number, banned: ReadonlySet<string>) {
  let level: object[] = isTree(body) ? [body] : [];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > maxDepth) return refuse("limit", `nested deeper than ${maxDepth} levels`);
    const below: object[] = [];
    for (const tree of level) {
      if (!Array.isArray(tree)) {
        const key = Object.keys(tree).find((name) => banned.has(name));
        if (key !== undefined) return refuse("malformed", `the key "${key}" is never allowed`);
      }
      for (const child of Object.values(tree)) if (isTree(child)) below.push(child);
    }
    level = below;
  }
  return undefined;
}

function isTree(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
