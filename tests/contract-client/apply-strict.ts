import type { Json } from "./json.ts";

/** The three ops that the registry broadcasts. */
export type Effect = { op: "add" | "remove" | "replace"; path: string; value?: Json };

type Holder = { [key: string]: Json } | Json[];

/**
 * Applies broadcast ops to a document in place, as strictly as RFC 6902 says: what is replaced or removed must be
 * there, a parent must exist. Throws an Error that names the op; a contract-following client never sees one.
 */
export function applyStrict(document: { [key: string]: Json }, ops: readonly Effect[]): void {
  for (const op of ops) {
    const tokens = tokensOf(op.path);
    const last = tokens.pop();
    if (last === undefined) throw new Error("a broadcast op at the root");
    const holder = tokens.reduce<Json>((value, token) => memberOf(value, token, op), document);
    if (Array.isArray(holder)) applyToArray(holder, last, op);
    else if (isObject(holder)) applyToObject(holder, last, op);
    else throw new Error(`no container: ${JSON.stringify(op)}`);
  }
}

function applyToObject(holder: { [key: string]: Json }, key: string, op: Effect): void {
  if (op.op !== "add" && !Object.hasOwn(holder, key)) throw new Error(`not there: ${JSON.stringify(op)}`);
  if (op.op === "remove") delete holder[key];
  else holder[key] = structuredClone(op.value ?? null);
}

function applyToArray(holder: Json[], token: string, op: Effect): void {
  const index = token === "-" && op.op === "add" ? holder.length : indexOf(token);
  const end = op.op === "add" ? holder.length : holder.length - 1;
  if (index > end) throw new Error(`no such element: ${JSON.stringify(op)}`);
  if (op.op === "remove") holder.splice(index, 1);
  else holder.splice(index, op.op === "add" ? 0 : 1, structuredClone(op.value ?? null));
}

function memberOf(value: Json, token: string, op: Effect): Json {
  const holder = value as Holder;
  const found = Array.isArray(holder) ? holder[indexOf(token)] : isObject(holder) ? holder[token] : undefined;
  if (found === undefined) throw new Error(`no parent: ${JSON.stringify(op)}`);
  return found;
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function indexOf(token: string): number {
  if (!/^(0|[1-9][0-9]*)$/.test(token)) throw new Error(`no index: ${token}`);
  return Number(token);
}

function tokensOf(path: string): string[] {
  return path
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
