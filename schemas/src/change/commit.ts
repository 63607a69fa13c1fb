import { closeCommit, refuseWhole } from "./close-commit.ts";
import { openDraft, rollBack, type Draft } from "./draft.ts";
import { isPatchAtomic, outcomeOps } from "./outcome.ts";
import { judgeOps } from "./judge-ops.ts";
import { openRound, type Abort, type Round } from "./round.ts";
import { graphBreaches } from "./breaches.ts";
import type { SopState } from "./state.ts";
import { parseOps, type ParsedOp } from "./syntax.ts";
import type { CommitContext, Judgement, Patch } from "./types.ts";
import { isRefused, refuse, type Verdict } from "./verdict.ts";

/** Rounds of judging before everything that is still in question is refused; real patches need one or two. */
const MAX_ROUNDS = 8;

/**
 * Judges a patch on a SOP and, where something of it stands, makes it the next version: `state` is changed in
 * place, or not at all. Pure but for that: no clock, no chance, no I/O; everything from outside is in `ctx`.
 * The steps: syntax → time and base → judge op by op under an undo log → check what was touched → close.
 */
export function commit(state: SopState, patch: Patch, ctx: CommitContext): Judgement {
  const ops = parseOps(patch.ops, ctx.limits);
  if ("code" in ops) return { kind: "error", code: ops.code, message: ops.message };
  const draft = openDraft(state, patch, ctx);
  const early = refuseTimeAndBase(draft);
  if (early !== null) return early;
  const { round, abort } = judgeInRounds(draft, ops);
  if (abort !== null) return refuseWhole(round, abort);
  const refused = round.fates.findIndex((fates) => fates?.some(isRefused));
  if (refused >= 0 && isPatchAtomic(patch)) {
    const verdict = round.fates[refused]?.find(isRefused) as Verdict;
    return refuseWhole(round, { code: "atomic_abort", op: refused, verdict });
  }
  return closeCommit(round, { version: draft.version, ops: outcomeOps(round) });
}

/** T13: a time before the horizon, or a base that is still to come. */
function refuseTimeAndBase({ state, patch, ctx, arrival }: Draft): Judgement | null {
  if (patch.base !== null && patch.base > state.version) {
    return { kind: "error", code: "base_ahead", message: `the newest version is ${state.version}` };
  }
  if (patch.ts >= arrival - ctx.limits.horizon_ms) return null;
  return { kind: "error", code: "too_old", message: "made too long ago to be judged by its own time" };
}

/** O2: judges, checks what was touched, and judges again without the ops that made something invalid. */
function judgeInRounds(
  draft: Draft,
  ops: readonly ParsedOp[],
): { readonly round: Round; readonly abort: Abort | null } {
  const excluded = new Map<number, Verdict>();
  for (let rounds = 1; ; rounds++) {
    const round = openRound(draft, ops, excluded);
    const abort = judgeOps(round);
    if (abort !== null) return { round, abort };
    const breaches = new Map([...round.retry, ...graphBreaches(draft)]);
    if (breaches.size === 0) return { round, abort: null };
    rollBack(draft);
    draft.tested.length = 0;
    for (const [op, verdict] of breaches) excluded.set(op, verdict);
    if (rounds >= MAX_ROUNDS) ops.forEach((_, op) => excluded.set(op, excluded.get(op) ?? refuse("invalid")));
  }
}
