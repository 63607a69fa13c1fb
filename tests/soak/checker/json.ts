/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
type JsonObject = { [key: string]: Json };

/** An op of RFC 6902, as clients write it and the log shows it. */
export interface Op {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: Json;
}

/** What patches change, as far as the checker looks into it. */
export interface Graph {
  readonly nodes: { readonly [id: string]: JsonObject };
  readonly edges: { readonly [id: string]: JsonObject };
  readonly [member: string]: Json | { readonly [id: string]: JsonObject } | undefined;
}

/** The first path at which two values differ, by members and elements, whatever the order of keys; undefined: they are equal. */
export function firstDifference(a: unknown, b: unknown, path = ""): string | undefined {
  if (Object.is(a, b)) return undefined;
  if (!isHolder(a) || !isHolder(b) || Array.isArray(a) !== Array.isArray(b)) return path === "" ? "/" : path;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const key of keys) {
    const found = firstDifference(a[key], b[key], `${path}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isHolder(value: unknown): value is { [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}
