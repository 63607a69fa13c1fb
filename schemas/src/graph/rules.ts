import type { z } from "zod";
import type { GraphRules } from "../change/types.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { Edge } from "./edge.ts";
import { META, META_KEYS, type MetaKey } from "./graph.ts";
import { DATA_BY_TYPE, Node, type NodeType } from "./node.ts";
import { Position } from "./position.ts";

/** What a valid SOP graph is, entity by entity, by the schemas of this folder. */
export const SOP_RULES: GraphRules = {
  checkNode,
  checkEdge: (value) => whatIsWrong(Edge, value),
  checkMeta: (key, value) => (isMetaKey(key) ? whatIsWrong(META[key], value) : `a graph has no "${key}"`),
};

/** A node of which only position or data is new is checked there alone: the hot path of a drag. */
function checkNode(value: Json, before?: Json): string | undefined {
  if (!isObject(value) || !isObject(before) || !isSameButFor(value, before, "position", "data"))
    return whatIsWrong(Node, value);
  const wrong =
    value.position === before.position ? undefined : whatIsWrong(Position, value.position, "position");
  if (wrong !== undefined || value.data === before.data) return wrong;
  return whatIsWrong(DATA_BY_TYPE[value.type as NodeType], value.data, "data");
}

/** Whether two objects have the same keys and, but for two of them, the very same values. */
function isSameButFor(a: JsonObject, b: JsonObject, one: string, other: string): boolean {
  let count = 0;
  for (const key in a) {
    count++;
    if (a[key] !== b[key] && key !== one && key !== other) return false;
  }
  for (const key in b) if (--count < 0 || !Object.hasOwn(a, key)) return false;
  return true;
}

function whatIsWrong(schema: z.ZodType, value: unknown, under?: string): string | undefined {
  const result = schema.safeParse(value);
  if (result.success) return undefined;
  const [issue] = result.error.issues;
  const at = [...(under === undefined ? [] : [under]), ...(issue?.path ?? [])].join("/");
  return at === "" ? issue?.message : `${at}: ${issue?.message}`;
}

function isMetaKey(key: string): key is MetaKey {
  return (META_KEYS as readonly string[]).includes(key);
}
