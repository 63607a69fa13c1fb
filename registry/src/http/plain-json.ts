import { z } from "zod";
import { BANNED_KEYS } from "#schemas/ids.ts";
import { refuse } from "./validated.ts";

/**
 * A schema that looks over a parsed body before `schema` does: `limit` for what lies deeper than `maxDepth` levels,
 * `malformed` for a banned key or a number beyond all bounds (1e999), anywhere.
 */
export function plainJson<Schema extends z.ZodType>(schema: Schema, maxDepth: number) {
  return lookedOver(schema, maxDepth, findWordFault);
}

/** The same for depth alone: for bodies whose patches are judged later, word by word. */
export function shallowJson<Schema extends z.ZodType>(schema: Schema, maxDepth: number) {
  return lookedOver(schema, maxDepth, () => undefined);
}

type Fault = ReturnType<typeof refuse> | undefined;

function lookedOver<Schema extends z.ZodType>(
  schema: Schema,
  maxDepth: number,
  look: (key: string, value: unknown) => Fault,
) {
  return z
    .unknown()
    .superRefine((body, context) => {
      const fault = findFault(body, maxDepth, look);
      if (fault !== undefined) context.addIssue(fault);
    })
    .pipe(schema);
}

/** Level by level, without recursion: 5 MiB of "[" must not end the process. */
function findFault(body: unknown, maxDepth: number, look: (key: string, value: unknown) => Fault): Fault {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    const below: unknown[] = [];
    for (const tree of level) {
      if (typeof tree !== "object" || tree === null) continue;
      if (depth === maxDepth) return refuse("limit", `nested deeper than ${maxDepth} levels`);
      for (const [key, value] of Object.entries(tree)) {
        const fault = look(key, value);
        if (fault !== undefined) return fault;
        below.push(value);
      }
    }
    level = below;
  }
  return undefined;
}

function findWordFault(key: string, value: unknown): Fault {
  if (BANNED_KEYS.has(key)) return refuse("malformed", `the key "${key}" is never allowed`);
  if (typeof value === "number" && !Number.isFinite(value)) {
    return refuse("malformed", `the number at "${key}" is beyond all bounds`);
  }
  return undefined;
}
