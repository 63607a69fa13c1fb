import { equalJson, isArray, type Json, type JsonObject } from "../json.ts";
import type { Effect, PatchOp } from "./op.ts";
import { applyLiterally, literalValue } from "./pending.ts";
import { formatPointer, parsePointer } from "./pointer.ts";
import { tracesOf } from "./registers.ts";
import { edgesOf, graphOf, recordOf, isAlive, type SopState } from "./state.ts";
import { targetOf } from "./target.ts";
import { differences } from "./three-way.ts";
import type { GraphView } from "./types.ts";

/** What a commit changed at one place: an entity, a property, or an array as a whole. */
export interface Change {
  readonly tokens: readonly string[];
  /** Undefined: it was not there. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** An inverse: a patch's ops, on base `version` of the undone patch, and what was left alone. */
export interface Inverse {
  readonly ops: readonly PatchOp[];
  readonly skipped: readonly { readonly path: string; readonly reason: "changed_since" | "end_gone" }[];
}

/** What effects change, in order, given the graph (at least its touched entities) before them. */
export function changesOf(before: GraphView, effects: readonly Effect[]): Change[] {
  const scratch = new Map<string, Json | undefined>();
  const changes = new Map<string, Change>();
  for (const effect of effects) {
    const tokens = parsePointer(effect.path) ?? [];
    const target = targetOf(tokens);
    if (target.kind === "whole") continue;
    const depth = target.ref.kind === "meta" ? 0 : 2;
    const key = formatPointer(tokens.slice(0, depth));
    const root = scratch.has(key) ? scratch.get(key) : literalValue(before, tokens.slice(0, depth));
    const inside = target.kind === "entity" ? [] : target.tokens;
    const value = effect.op === "remove" ? undefined : effect.value;
    const next = inside.length === 0 ? value : applyLiterally(root as Json, inside, effect.op, value);
    scratch.set(key, next);
    const place = tokens.slice(0, depth + placeDepth(root, inside));
    const path = formatPointer(place);
    const read = (from: Json | undefined) =>
      from === undefined ? undefined : literalValue(from, place.slice(depth));
    const first = changes.get(path);
    changes.set(path, {
      tokens: place,
      before: first === undefined ? read(root) : first.before,
      after: read(next),
    });
  }
  return [...changes.values()];
}

/**
 * O6: the ops that take a commit back, last change first, for the places that nobody has written since. A removed
 * node comes back with the edges that went with it; an added one stays where others wrote in it or attached edges.
 */
export function invert(
  state: SopState,
  undone: { readonly version: number; readonly peer: string },
  changes: readonly Change[],
): Inverse {
  const ops: PatchOp[] = [];
  const skipped: { path: string; reason: "changed_since" | "end_gone" }[] = [];
  const returning = new Set(
    changes.filter((c) => c.after === undefined && c.tokens[0] === "nodes").map((c) => c.tokens[1]),
  );
  for (const change of [...changes].reverse()) {
    const path = formatPointer(change.tokens);
    const now = literalValue(graphOf(state), change.tokens);
    if (isDangling(state, change, returning)) skipped.push({ path, reason: "end_gone" });
    else if (isArray(change.before) && isArray(change.after) && isArray(now))
      ops.push(...restoreArray(change, path));
    else if (!equalJson(now, change.after) || isTouchedSince(state, undone, change))
      skipped.push({ path, reason: "changed_since" });
    else if (change.before === undefined) ops.push({ op: "remove", path });
    else ops.push({ op: change.after === undefined ? "add" : "replace", path, value: change.before });
  }
  return { ops, skipped };
}

/** Index ops in the frame of the undone patch: the transform finds the elements wherever they are now. */
function restoreArray({ tokens, before, after }: Change, path: string): PatchOp[] {
  return differences(after as Json, before as Json, "elements").map(
    ({ tokens: inside, value, insert }): PatchOp => {
      const place = inside.length === 0 ? path : formatPointer([...tokens, ...inside]);
      if (value === undefined) return { op: "remove", path: place };
      return { op: insert === true ? "add" : "replace", path: place, value };
    },
  );
}

/** How far into an entity the changed place lies: to the outermost array, or all the way. */
function placeDepth(root: Json | undefined, inside: readonly string[]): number {
  for (let depth = 0; depth < inside.length; depth++) {
    if (root !== undefined && isArray(literalValue(root, inside.slice(0, depth)))) return depth;
  }
  return inside.length;
}

/** Whether somebody else wrote at or below the place, or tied an edge to the node, after the undone commit. */
function isTouchedSince(
  state: SopState,
  undone: { readonly version: number; readonly peer: string },
  change: Change,
): boolean {
  const target = targetOf(change.tokens);
  if (target.kind === "whole") return true;
  const { ref } = target;
  const isLater = (version: number) => version > undone.version;
  const inside = target.kind === "entity" ? [] : target.tokens;
  const traces = tracesOf(recordOf(state, ref)?.reg ?? null, []);
  const touches = (steps: readonly (string | number)[]) =>
    inside.every((token, i) => steps[i] === undefined || String(steps[i]) === token);
  if (traces.some(({ mark, steps }) => isLater(mark.version) && touches(steps))) return true;
  if (target.kind !== "entity" || change.before !== undefined || ref.kind !== "node") return false;
  return [...edgesOf(state, ref.id)].some((id) =>
    isLater(recordOf(state, { kind: "edge", id })?.birth?.version ?? 0),
  );
}

/** An edge that would come back to a node that is gone and does not come back with it. */
function isDangling(
  state: SopState,
  { tokens, before, after }: Change,
  returning: ReadonlySet<string | undefined>,
): boolean {
  if (tokens[0] !== "edges" || tokens.length !== 2 || after !== undefined) return false;
  const { source, target } = before as JsonObject;
  return [source, target].some((end) => {
    return typeof end === "string" && !isAlive(state, end) && !returning.has(end);
  });
}
