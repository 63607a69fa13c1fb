import type { Json, JsonObject } from "#schemas/json.ts";
import { applyLiterally, literalValue } from "#schemas/change/pending.ts";
import { placeLike, type Removal } from "#schemas/change/rename.ts";
import { valueOfOp, type EntityOps, type LaidOp } from "./laid-op.ts";

/**
 * An entity with pending ops laid over it, op by op, as the registry applies effects; an op that finds no place any more
 * is passed over: the registry will say what became of it. Undefined: the entity is not there.
 */
export function layOver(value: JsonObject | undefined, layers: readonly EntityOps[]): JsonObject | undefined {
  let laid = value;
  for (const { ops } of layers) {
    let last: Removal | null = null;
    for (const op of ops) {
      const before = laid;
      laid = layOp(laid, op);
      if (op.op.op === "add" && last !== null && laid !== undefined)
        laid = placeLike(last, laid, op.tokens) as JsonObject;
      const isRemoval = op.op.op === "remove" && before !== undefined;
      last = isRemoval ? { before, tokens: op.tokens } : null;
    }
  }
  return laid;
}

function layOp(value: JsonObject | undefined, { op, tokens, from }: LaidOp): JsonObject | undefined {
  if (tokens.length === 0) return valueOfOp(op) as JsonObject | undefined;
  if (value === undefined || op.op === "test" || op.op === "copy") return value;
  if (op.op !== "move") return (write(value, tokens, op.op, valueOfOp(op)) ?? value) as JsonObject;
  const moved = from === null ? undefined : literalValue(value, from);
  const without = moved === undefined ? undefined : applyLiterally(value, from ?? [], "remove", undefined);
  const there = without === undefined ? undefined : applyLiterally(without, tokens, "add", moved);
  return (there ?? value) as JsonObject;
}

/** A replace of what somebody removed meanwhile acts as an add (T2). */
function write(value: Json, tokens: readonly string[], op: "add" | "replace" | "remove", written?: Json) {
  const there = applyLiterally(value, tokens, op, written);
  return there ?? (op === "replace" ? applyLiterally(value, tokens, "add", written) : undefined);
}
