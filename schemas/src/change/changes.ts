import { equalJson, isArray, type Json } from "../json.ts";
import type { Effect } from "./op.ts";
import { applyLiterally, literalValue } from "./pending.ts";
import { parsePointer } from "./pointer.ts";
import type { Ref } from "./state.ts";
import { refKey, targetOf } from "./target.ts";
import type { GraphView } from "./types.ts";

/** What a commit changed at one place: an entity, a property, or an array as a whole. */
export interface PlaceChange {
  readonly ref: Ref;
  /** Inside the entity; empty: the whole of it. */
  readonly tokens: readonly string[];
  /** Undefined: it was not there. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

interface Touched {
  readonly ref: Ref;
  readonly before: Json | undefined;
  after: Json | undefined;
  readonly places: (readonly string[])[];
}

/**
 * What effects change, given the graph (at least its touched entities) before them: the outermost places, in the
 * order in which they were first touched.
 */
export function changesOf(before: GraphView, effects: readonly Effect[]): PlaceChange[] {
  const touched = new Map<string, Touched>();
  for (const effect of effects) {
    const target = targetOf(parsePointer(effect.path) ?? []);
    if (target.kind === "whole") continue;
    const { ref } = target;
    const entity = touched.get(refKey(ref)) ?? touch(before, ref);
    touched.set(refKey(ref), entity);
    const tokens = target.kind === "entity" ? [] : target.tokens;
    const value = effect.op === "remove" ? undefined : effect.value;
    entity.places.push(tokens.slice(0, placeDepth(entity.after, tokens)));
    entity.after =
      tokens.length === 0 ? value : applyLiterally(entity.after as Json, tokens, effect.op, value);
  }
  return [...touched.values()].flatMap(changesIn);
}

function touch(graph: GraphView, ref: Ref): Touched {
  const before = ref.kind === "meta" ? graph : literalValue(graph, [`${ref.kind}s`, ref.id]);
  return { ref, before, after: before, places: [] };
}

function changesIn({ ref, before, after, places }: Touched): PlaceChange[] {
  const outermost = places.filter(
    (place, i) =>
      !places.some((other, j) => isWithin(place, other) && (other.length < place.length || j < i)),
  );
  return outermost.flatMap((tokens) => {
    const change = { ref, tokens, before: readAt(before, tokens), after: readAt(after, tokens) };
    return equalJson(change.before, change.after) ? [] : [change];
  });
}

function isWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return outer.length <= inner.length && outer.every((token, i) => token === inner[i]);
}

function readAt(root: Json | undefined, tokens: readonly string[]): Json | undefined {
  return root === undefined ? undefined : literalValue(root, tokens);
}

/** How far into an entity the changed place lies: to the outermost array, or all the way. */
function placeDepth(root: Json | undefined, tokens: readonly string[]): number {
  const depth = tokens.findIndex((_, i) => isArray(readAt(root, tokens.slice(0, i))));
  return depth < 0 ? tokens.length : depth;
}
