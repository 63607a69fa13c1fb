import { equalJson, type Json } from "#schemas/json.ts";
import type { Effect, PatchOp } from "#schemas/change/op.ts";
import { applyLiterally, literalValue } from "#schemas/change/pending.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import { targetOf } from "#schemas/change/target.ts";

/**
 * The effects in an entity, with an element that goes and comes back at once elsewhere in its list read as moved. Effects
 * know no moves, and this is how one looks; so what somebody writes into the element meanwhile stays with it.
 */
export function withMoves(effects: readonly Effect[], entity: Json | undefined): readonly PatchOp[] {
  if (!effects.some((_, at) => mayMove(effects, at))) return effects;
  const ops: PatchOp[] = [];
  let value = entity;
  for (let at = 0; at < effects.length; at++) {
    const here = effects[at] as Effect;
    const next = effects[at + 1];
    const isMove =
      mayMove(effects, at) &&
      next?.op === "add" &&
      value !== undefined &&
      equalJson(literalValue(value, inside(here.path)), next.value);
    ops.push(isMove ? { op: "move", from: here.path, path: next.path } : here);
    for (const effect of isMove ? [here, next] : [here]) value = after(value, effect);
    if (isMove) at++;
  }
  return ops;
}

function mayMove(effects: readonly Effect[], at: number): boolean {
  const [here, next] = [effects[at], effects[at + 1]];
  return here?.op === "remove" && next?.op === "add" && listOf(here.path) === listOf(next.path);
}

/** The path of the list that an index is in; for another place, of itself. */
function listOf(path: string): string {
  return path.replace(/\/\d+$/, "");
}

function after(value: Json | undefined, effect: Effect): Json | undefined {
  const tokens = inside(effect.path);
  const written = effect.op === "remove" ? undefined : effect.value;
  return tokens.length === 0 || value === undefined
    ? written
    : applyLiterally(value, tokens, effect.op, written);
}

function inside(path: string): readonly string[] {
  const target = targetOf(parsePointer(path) ?? []);
  return target.kind === "inside" ? target.tokens : [];
}
