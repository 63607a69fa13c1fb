import { judgeInside, type InsideOp } from "./inside.ts";
import { applyLiterally, pendingOf, type PendingAdd } from "./pending.ts";
import { flushPending, type Round } from "./round.ts";
import { refKey } from "./target.ts";
import { refuse, type Verdict } from "./verdict.ts";

/** Judges a change inside an entity; one that was added in this patch takes it in (N4). */
export function judgePlace(round: Round, index: number, op: InsideOp): Verdict | null {
  const refused = round.refusedAdds.get(refKey(op.ref));
  if (refused !== undefined) return refused;
  const pending = pendingOf(round.pending, op.ref);
  if (pending !== undefined) return fold(pending, index, op);
  if (needsPendingNode(round, op)) flushPending(round);
  round.draft.op = index;
  return judgeInside(round.draft, op);
}

function fold(pending: PendingAdd, index: number, { kind, tokens, value }: InsideOp): Verdict | null {
  if (tokens[0] === "id") return refuse("invalid_id", null, "ids never change");
  const changed = applyLiterally(pending.value, tokens, kind, value);
  if (changed === undefined) return refuse("path_not_found");
  pending.value = changed;
  pending.ops.push(index);
  return null;
}

/** A re-target onto a node that waits to be added. */
function needsPendingNode(round: Round, { ref, tokens, value }: InsideOp): boolean {
  if (ref.kind !== "edge" || typeof value !== "string" || round.pending.size === 0) return false;
  return (
    (tokens[0] === "source" || tokens[0] === "target") &&
    round.pending.has(refKey({ kind: "node", id: value }))
  );
}
