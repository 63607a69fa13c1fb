import type { Json } from "../json.ts";
import { replaceEntity } from "./entity-add.ts";
import { removeEntity } from "./entity-remove.ts";
import { refuseUnlessLiving } from "./life.ts";
import { pendingOf, type PendingAdd } from "./pending.ts";
import { addFate, flushPending, type Round } from "./round.ts";
import type { Ref } from "./state.ts";
import type { ParsedOp } from "./syntax.ts";
import { refKey } from "./target.ts";
import { NOOP, type Verdict } from "./verdict.ts";

/** Judges an add, replace or removal of a whole entity; an add waits for what the patch still writes into it (N4). */
export function judgeEntity(
  round: Round,
  index: number,
  kind: "add" | "replace" | "remove",
  ref: Ref,
  value: Json | undefined,
): Verdict | null {
  const pending = pendingOf(round.pending, ref);
  if (kind === "remove")
    return pending === undefined ? judgeRemoval(round, index, ref) : vanish(round, pending);
  if (pending !== undefined) {
    pending.value = value as Json;
    pending.ops.push(index);
    return null;
  }
  const removal = round.replaces.get(index);
  if (removal !== undefined || kind === "replace") {
    const refused = kind === "replace" ? round.refusedAdds.get(refKey(ref)) : undefined;
    const verdict = refused ?? replaceEntity(round.draft, ref, value as Json);
    if (removal !== undefined) addFate(round, removal, verdict);
    return verdict;
  }
  round.pending.set(refKey(ref), { ref, ops: [index], value: value as Json });
  return null;
}

function judgeRemoval(round: Round, index: number, ref: Ref): Verdict | null {
  const refused = round.refusedAdds.get(refKey(ref));
  if (refused !== undefined) return refused;
  const add = laterAdd(round, index, ref);
  if (add !== undefined && refuseUnlessLiving(round.draft, ref) === null) {
    round.replaces.set(add, index);
    return null;
  }
  flushPending(round);
  round.draft.op = index;
  return removeEntity(round.draft, ref);
}

/** N4: what is added and removed in one patch was never there. */
function vanish(round: Round, pending: PendingAdd): Verdict {
  round.pending.delete(refKey(pending.ref));
  for (const op of pending.ops) addFate(round, op, NOOP);
  return NOOP;
}

/** The index of an add of the same entity later in this patch, before another removal of it. */
function laterAdd(round: Round, index: number, ref: Ref): number | undefined {
  const path = `/${ref.kind}s/${ref.id}`;
  for (let i = index + 1; i < round.ops.length; i++) {
    const { op } = round.ops[i] as ParsedOp;
    if (op.path !== path) continue;
    return op.op === "add" && !round.excluded.has(i) ? i : undefined;
  }
  return undefined;
}
