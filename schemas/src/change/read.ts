import { isObject, type Json } from "../json.ts";
import type { Draft } from "./draft.ts";
import { literalValue, pendingOf } from "./pending.ts";
import type { PlaceTarget, Round } from "./round.ts";
import { holdGraph, valueOf } from "./state.ts";
import { checkValue } from "./syntax.ts";
import { targetOf } from "./target.ts";
import { refuse, type Verdict } from "./verdict.ts";
import { startWalk, stepInto, walkToContainer, type Walk } from "./walk.ts";

/**
 * What is at a path now, indices meaning what the author saw; undefined where there is nothing. `walk` for a place
 * inside an entity.
 */
export function readInFrame(
  draft: Draft,
  tokens: readonly string[],
): { readonly value: Json; readonly walk: Walk | null } | undefined {
  const target = targetOf(tokens);
  if (target.kind === "whole") return { value: readWhole(draft, target.root), walk: null };
  if (target.kind === "entity") {
    const value = valueOf(draft.state, target.ref);
    return value === undefined ? undefined : { value, walk: null };
  }
  const walk = startWalk(draft, target.ref, target.tokens);
  const lost = walkToContainer(draft, walk) ?? stepInto(draft, walk);
  return lost !== null || walk.value === undefined ? undefined : { value: walk.value, walk };
}

/** N5: the value that a copy or move brings to a target, as it is now; an entity gets its new id. */
export function valueToPlace(
  round: Round,
  from: readonly string[],
  target: PlaceTarget,
): { readonly refusal: Verdict; readonly value: null } | { readonly refusal: null; readonly value: Json } {
  const source = targetOf(from);
  const pending = source.kind === "whole" ? undefined : pendingOf(round.pending, source.ref);
  const found =
    pending === undefined
      ? readInFrame(round.draft, from)?.value
      : literalValue(pending.value, source.kind === "inside" ? source.tokens : []);
  if (found === undefined) return { refusal: refuse("path_not_found"), value: null };
  const value = target.kind === "entity" && isObject(found) ? { ...found, id: target.ref.id } : found;
  const depth = target.kind === "entity" ? 2 : target.tokens.length + (target.ref.kind === "meta" ? 0 : 2);
  const fault = checkValue(value, depth, round.draft.ctx.limits);
  return fault === null
    ? { refusal: null, value }
    : { refusal: refuse("limit", null, fault.message), value: null };
}

/** The maps move on with the state, so a value that stays must be a copy of them. */
function readWhole(draft: Draft, root: "" | "/nodes" | "/edges"): Json {
  const graph = holdGraph(draft.state);
  return root === "" ? graph : root === "/nodes" ? graph.nodes : graph.edges;
}
