import type { z } from "zod";
import type { GraphRules } from "../change/types.ts";
import { Edge } from "./edge.ts";
import { META, META_KEYS, type MetaKey } from "./graph.ts";
import { Node } from "./node.ts";

/** What a valid SOP graph is, entity by entity, by the schemas of this folder. */
export const SOP_RULES: GraphRules = {
  checkNode: (value) => whatIsWrong(Node, value),
  checkEdge: (value) => whatIsWrong(Edge, value),
  checkMeta: (key, value) => (isMetaKey(key) ? whatIsWrong(META[key], value) : `a graph has no "${key}"`),
};

function whatIsWrong(schema: z.ZodType, value: unknown): string | undefined {
  const result = schema.safeParse(value);
  if (result.success) return undefined;
  const [issue] = result.error.issues;
  const at = issue?.path.join("/") ?? "";
  return at === "" ? issue?.message : `${at}: ${issue?.message}`;
}

function isMetaKey(key: string): key is MetaKey {
  return (META_KEYS as readonly string[]).includes(key);
}
