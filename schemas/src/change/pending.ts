import { isArray, isObject, member, type Json, type JsonObject } from "../json.ts";
import { parseIndex } from "./pointer.ts";
import type { Ref } from "./state.ts";
import { refKey } from "./target.ts";
import { valueAt, withKey, withoutKey, withValueAt, type Step } from "./value.ts";

/** An entity added in this patch and not judged yet: later writes into it go into the add (N4). */
export interface PendingAdd {
  readonly ref: Ref;
  /** The ops that made it: they share its fate. */
  readonly ops: number[];
  value: Json;
}

/** Entities added in this patch, in the order of their adds. */
export type PendingAdds = Map<string, PendingAdd>;

export function pendingOf(pending: PendingAdds, ref: Ref): PendingAdd | undefined {
  return pending.get(refKey(ref));
}

/**
 * A value with one RFC 6902 add, replace or remove applied literally, off the path shared with the old one;
 * undefined where the op finds no place.
 */
export function applyLiterally(
  root: Json,
  tokens: readonly string[],
  kind: "add" | "replace" | "remove",
  value: Json | undefined,
): Json | undefined {
  const steps = literalSteps(root, tokens.slice(0, -1));
  const container = steps === null ? undefined : valueAt(root, steps);
  const changed = changeMember(container, tokens.at(-1) as string, kind, value);
  return changed === undefined || steps === null ? undefined : withValueAt(root, steps, changed);
}

/** The value at a literal path, or undefined. */
export function literalValue(root: Json, tokens: readonly string[]): Json | undefined {
  const steps = literalSteps(root, tokens);
  return steps === null ? undefined : valueAt(root, steps);
}

function literalSteps(root: Json, tokens: readonly string[]): Step[] | null {
  const steps: Step[] = [];
  let value: Json | undefined = root;
  for (const token of tokens) {
    const step: Step | null = isArray(value) ? parseIndex(token) : token;
    if (step === null || !(isArray(value) || isObject(value))) return null;
    value = valueAt(value, [step]);
    steps.push(step);
  }
  return steps;
}

function changeMember(
  container: Json | undefined,
  token: string,
  kind: "add" | "replace" | "remove",
  value: Json | undefined,
): Json | undefined {
  if (isArray(container)) {
    const index = token === "-" && kind === "add" ? container.length : parseIndex(token);
    if (index === null || index > container.length || (kind !== "add" && index === container.length))
      return undefined;
    if (kind === "add") return container.toSpliced(index, 0, value as Json);
    return kind === "replace" ? container.with(index, value as Json) : container.toSpliced(index, 1);
  }
  if (!isObject(container)) return undefined;
  if (kind !== "add" && member(container, token) === undefined) return undefined;
  return kind === "remove"
    ? (withoutKey(container, token) as JsonObject)
    : withKey(container, token, value as Json);
}
