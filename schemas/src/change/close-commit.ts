import { encodeDelta } from "./delta-codec.ts";
import { foldEffects, rollBack } from "./draft.ts";
import { loseFrames } from "./lost-frames.ts";
import { outcomeOps } from "./outcome.ts";
import type { Abort, Round } from "./round.ts";
import type { Judgement, Outcome, Row } from "./types.ts";
import { isRefused } from "./verdict.ts";

/**
 * Makes what was judged the next version, or says that nothing changed (O3). Index ops that were refused make
 * their arrays' further indices meaningless for this peer (T9), which is a change as well.
 */
export function closeCommit(round: Round, outcome: Outcome): Judgement {
  const { draft } = round;
  const { state, patch } = draft;
  loseFrames(
    draft,
    round.ops.filter((_, op) => round.fates[op]?.some(isRefused)),
  );
  if (draft.journal.length === 0) return { kind: "unchanged", outcome: { ...outcome, version: null } };
  const row: Row = {
    version: draft.version,
    id: patch.id,
    peer: patch.peer,
    ts: draft.ms,
    arrival: draft.arrival,
    effects: foldEffects(draft.effects),
    delta: encodeDelta(draft),
  };
  state.forgotten = [];
  state.version = draft.version;
  state.arrival = draft.arrival;
  return { kind: "committed", row, outcome: { ...outcome, version: draft.version }, notices: draft.notices };
}

/** O1: takes everything back; all that can stay is the mark on arrays whose index ops fell with the patch (T9). */
export function refuseWhole(round: Round, { code, op, verdict }: Abort): Judgement {
  const { draft } = round;
  const refused = outcomeOps(round).filter((outcome) => outcome.status === "rejected");
  const known = refused.some((outcome) => outcome.op === op);
  const ops = known ? refused : [...refused, { op, path: round.ops[op]?.op.path ?? "", ...verdict }];
  rollBack(draft);
  round.fates.length = 0;
  for (let i = 0; i < round.ops.length; i++) round.fates[i] = [{ status: "rejected" }];
  return closeCommit(round, { version: null, code, ops });
}
