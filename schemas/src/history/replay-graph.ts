import type { Effect } from "../change/op.ts";
import { applyLiterally } from "../change/pending.ts";
import { parsePointer } from "../change/pointer.ts";
import { placeLike, type Removal } from "../change/rename.ts";
import { refKey, targetOf } from "../change/target.ts";
import type { GraphView } from "../change/types.ts";
import type { Json, JsonObject } from "../json.ts";

/** A graph whose maps are its own, to be changed in place; entities in them are replaced. */
export interface OwnGraph {
  meta: JsonObject;
  readonly nodes: Record<string, JsonObject>;
  readonly edges: Record<string, JsonObject>;
}

/** A graph that was just read, given away; ids such as "toString" are found in its maps only where they are. */
export function ownGraph({ nodes, edges, ...meta }: GraphView): OwnGraph {
  return { meta, nodes: Object.setPrototypeOf(nodes, null), edges: Object.setPrototypeOf(edges, null) };
}

/** Applies the effects of one version strictly, and nothing else: half the work of a replay. Throws where one does not apply. */
export function replayEffects(graph: OwnGraph, effects: readonly Effect[]): void {
  let last: (Removal & { readonly of: string }) | undefined;
  for (const effect of effects) {
    const target = targetOf(parsePointer(effect.path) ?? []);
    if (target.kind === "whole") throw new RangeError(`an effect at "${effect.path}"`);
    const { kind, id } = target.ref;
    const map = kind === "node" ? graph.nodes : graph.edges;
    const root = kind === "meta" ? graph.meta : map[id];
    const value = effect.op === "remove" ? undefined : effect.value;
    let after = target.kind === "entity" ? value : inside(root, target.tokens, effect.op, value);
    const isRefused =
      target.kind === "entity" ? (root === undefined) !== (effect.op === "add") : after === undefined;
    if (isRefused) throw new RangeError(`${effect.op} of "${effect.path}"`);
    const of = refKey(target.ref);
    const tokens = target.kind === "entity" ? [] : target.tokens;
    if (effect.op === "add" && last?.of === of && after !== undefined) after = placeLike(last, after, tokens);
    last = effect.op === "remove" && root !== undefined ? { of, before: root, tokens } : undefined;
    if (kind === "meta") graph.meta = after as JsonObject;
    else if (after === undefined) delete map[id];
    else map[id] = after as JsonObject;
  }
}

function inside(
  root: JsonObject | undefined,
  tokens: readonly string[],
  kind: Effect["op"],
  value: Json | undefined,
): Json | undefined {
  return root === undefined ? undefined : applyLiterally(root, tokens, kind, value);
}
