import type { Json } from "../json.ts";
import { judgeEntity } from "./judge-entity.ts";
import { judgeMove } from "./judge-move.ts";
import { judgePlace } from "./judge-place.ts";
import { judgeWhole } from "./judge-whole.ts";
import type { PatchOp } from "./op.ts";
import { valueToPlace } from "./read.ts";
import { addFate, flushPending, settle, type Abort, type PlaceTarget, type Round } from "./round.ts";
import type { ParsedOp } from "./syntax.ts";
import { refKey, targetOf } from "./target.ts";
import { judgeTest } from "./test-op.ts";
import { isRefused, type Verdict } from "./verdict.ts";

/** Judges all ops in order and notes how each fared, or says why the whole patch falls. */
export function judgeOps(round: Round): Abort | null {
  for (let i = 0; i < round.ops.length; i++) {
    const excluded = round.excluded.get(i);
    const abort = excluded === undefined ? judgeOp(round, i) : skip(round, i, excluded);
    if (abort !== null) return abort;
  }
  flushPending(round);
  return null;
}

/** Judges the op at `index`, or says why the whole patch falls. */
export function judgeOp(round: Round, index: number): Abort | null {
  const { op, tokens, from } = round.ops[index] as ParsedOp;
  const target = targetOf(tokens);
  if (op.op === "test") return guard(round, index, op.value);
  if (target.kind === "whole") return judgeWhole(round, index, target.root);
  settle(round, index, () => {
    if (op.op === "move") return judgeMove(round, index, from as readonly string[], target);
    if (op.op !== "copy") return judgePlain(round, index, op, target);
    const value = valueToPlace(round, from as readonly string[], target);
    if (value.refusal !== null) return value.refusal;
    return judgePlain(round, index, { op: "add", path: op.path, value: value.value }, target);
  });
  return null;
}

function judgePlain(
  round: Round,
  index: number,
  op: Extract<PatchOp, { op: "add" | "replace" | "remove" }>,
  target: PlaceTarget,
): Verdict | null {
  const value = op.op === "remove" ? undefined : op.value;
  if (target.kind === "entity") return judgeEntity(round, index, op.op, target.ref, value);
  return judgePlace(round, index, { kind: op.op, ref: target.ref, tokens: target.tokens, value });
}

/** T11: a test guards the whole patch. */
function guard(round: Round, index: number, expected: Json): Abort | null {
  flushPending(round);
  round.draft.op = index;
  const verdict = judgeTest(round.draft, (round.ops[index] as ParsedOp).tokens, expected);
  addFate(round, index, verdict);
  return isRefused(verdict) ? { code: "test_failed", op: index, verdict } : null;
}

function skip(round: Round, index: number, verdict: Verdict): null {
  addFate(round, index, verdict);
  const { op, tokens } = round.ops[index] as ParsedOp;
  const target = targetOf(tokens);
  if (target.kind === "entity" && op.op !== "remove") round.refusedAdds.set(refKey(target.ref), verdict);
  return null;
}
