import { isArray, isObject, member, type Json, type JsonObject } from "../json.ts";

/** A step into a value: a key of an object, or an index of an array as it stands now. */
export type Step = string | number;

/** The value at `steps`, or undefined where there is none. */
export function valueAt(root: Json | undefined, steps: readonly Step[]): Json | undefined {
  let value = root;
  for (const step of steps) {
    if (typeof step === "number") value = isArray(value) ? value[step] : undefined;
    else value = isObject(value) ? member(value, step) : undefined;
  }
  return value;
}

/** A copy of `root` with `value` at `steps` (undefined: absent); all that is off the path is shared, not copied. */
export function withValueAt(root: Json, steps: readonly Step[], value: Json | undefined, depth = 0): Json {
  const step = steps[depth];
  if (step === undefined) return value as Json;
  const last = depth === steps.length - 1;
  if (typeof step === "number") {
    const items = root as readonly Json[];
    if (last && value === undefined) return items.toSpliced(step, 1);
    return items.with(step, withValueAt(items[step] as Json, steps, value, depth + 1));
  }
  const object = root as JsonObject;
  if (last && value === undefined) return withoutKey(object, step);
  return withKey(object, step, withValueAt(object[step] as Json, steps, value, depth + 1));
}

/** A copy of an object with one member set. */
export function withKey(object: JsonObject, key: string, value: Json): JsonObject {
  const copy: Record<string, Json> = { ...object };
  copy[key] = value;
  return copy;
}

/** A copy of an object without one member. */
export function withoutKey<T>(object: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const copy = { ...object };
  delete copy[key];
  return copy;
}

/**
 * What a value weighs towards the bound of a graph, in bytes: its JSON in UTF-8, give or take a comma and
 * escapes. Additive, so that it is kept up to date by what a patch touches.
 */
export function weigh(value: Json | undefined): number {
  if (value === undefined) return 0;
  if (typeof value === "string") return weighText(value);
  if (typeof value === "number")
    return Number.isInteger(value) && value >= 0 && value < 10 ? 1 : String(value).length;
  if (value === null || typeof value === "boolean") return value === false ? 5 : 4;
  let bytes = 2;
  if (isArray(value)) {
    for (const item of value) bytes += weigh(item) + 1;
  } else {
    for (const key in value) bytes += weighText(key) + 2 + weigh(value[key]);
  }
  return bytes;
}

/** What a member adds: its key, its value, a colon and a comma; an absent one adds nothing. */
export function weighMember(step: Step, value: Json | undefined): number {
  if (value === undefined) return 0;
  return typeof step === "number" ? weigh(value) + 1 : weighText(step) + 2 + weigh(value);
}

const encoder = new TextEncoder();

/** Bytes of a text in UTF-8, with its quotes. */
function weighText(text: string): number {
  return (/[^ -~]/.test(text) ? encoder.encode(text).length : text.length) + 2;
}
