import { isArray, isObject } from "#schemas/json.ts";
import type { Json } from "#schemas/json.ts";

/** Where two JSON values first differ, as "pointer: a ≠ b", whatever the order of keys; undefined: nowhere. */
export function firstDifference(a: unknown, b: unknown, at = ""): string | undefined {
  if (a === b) return undefined;
  const left = a as Json | undefined;
  const right = b as Json | undefined;
  if (isArray(left) && isArray(right) && left.length === right.length) {
    return firstOf(left.keys(), (i) => firstDifference(left[i], right[i], `${at}/${i}`));
  }
  if (isObject(left) && isObject(right)) {
    const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
    return firstOf(keys, (key) => firstDifference(left[key], right[key], `${at}/${key}`));
  }
  return `${at || "(root)"}: ${show(left)} ≠ ${show(right)}`;
}

/** The value at an RFC 6901 pointer, or undefined where nothing is. */
export function valueAt(root: Json, pointer: string): Json | undefined {
  const tokens = pointer.split("/").slice(1);
  return tokens.map(unescapeToken).reduce<Json | undefined>(stepInto, root);
}

/** A copy that shares nothing, not even with itself: `structuredClone` keeps one object held twice as one. */
export function copyJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Freezes a value and all that it holds, so that a later write into it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

function stepInto(value: Json | undefined, token: string): Json | undefined {
  if (isArray(value)) return value[Number(token)];
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}

function unescapeToken(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}

function firstOf<T>(items: Iterable<T>, find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function show(value: Json | undefined): string {
  return value === undefined ? "absent" : JSON.stringify(value).slice(0, 200);
}
