import { isArray, type Json, type JsonObject } from "../json.ts";
import { applyDelta } from "./delta-codec.ts";
import type { Effect } from "./op.ts";
import { applyLiterally, literalValue } from "./pending.ts";
import { parsePointer } from "./pointer.ts";
import { placeLike, type Removal } from "./rename.ts";
import { putValue, valueOf, type SopState } from "./state.ts";
import { refKey, targetOf } from "./target.ts";
import type { Row } from "./types.ts";
import { weighMember } from "./value.ts";

/**
 * Makes a row's version of the state at the version before, with no rule judged again: the result is identical to
 * the state that the commit left. Throws on a row that is not the next one or does not apply.
 */
export function replay(state: SopState, row: Row): void {
  if (row.version !== state.version + 1)
    throw new RangeError(`row ${row.version} after version ${state.version}`);
  applyEffects(state, row.effects);
  applyDelta(state, row);
  state.version = row.version;
  state.arrival = row.arrival;
}

/** Applies effects strictly to the graph alone, as a client does that knows no stamps. Throws half way on one that does not apply. */
export function applyEffects(state: SopState, effects: readonly Effect[]): void {
  let last: RemovalOf | null = null;
  for (const effect of effects) last = applyEffect(state, effect, last);
}

/** A removal, and in which entity. */
interface RemovalOf extends Removal {
  readonly ref: string;
}

/** Applies one effect strictly, after what the last one removed; entities off its path are shared. */
function applyEffect(state: SopState, effect: Effect, last: RemovalOf | null): RemovalOf | null {
  const tokens = parsePointer(effect.path);
  const target = tokens === null ? null : targetOf(tokens);
  if (target === null || target.kind === "whole") throw new RangeError(`an effect at "${effect.path}"`);
  const { ref } = target;
  const root = valueOf(state, ref);
  const value = effect.op === "remove" ? undefined : effect.value;
  if (target.kind === "entity") {
    if ((root === undefined) !== (effect.op === "add"))
      throw new RangeError(`${effect.op} of "${effect.path}"`);
    putValue(state, ref, value as JsonObject | undefined);
    state.bytes += weighMember(ref.id, value) - weighMember(ref.id, root);
    return null;
  }
  const changed = root === undefined ? undefined : applyLiterally(root, target.tokens, effect.op, value);
  if (root === undefined || changed === undefined) throw new RangeError(`${effect.op} of "${effect.path}"`);
  const follows = effect.op === "add" && last?.ref === refKey(ref);
  putValue(state, ref, (follows ? placeLike(last, changed, target.tokens) : changed) as JsonObject);
  state.bytes += weightChange(root, target.tokens, effect.op, value);
  return effect.op === "remove" ? { ref: refKey(ref), before: root, tokens: target.tokens } : null;
}

/** What a change of one place does to the weight of the graph; the last token may be an index, or "-". */
function weightChange(
  root: Json,
  tokens: readonly string[],
  kind: Effect["op"],
  value: Json | undefined,
): number {
  const inArray = isArray(literalValue(root, tokens.slice(0, -1)));
  const step = inArray ? 0 : (tokens.at(-1) as string);
  const old = inArray && kind === "add" ? undefined : literalValue(root, tokens);
  return weighMember(step, value) - weighMember(step, old);
}
