import { openDraft } from "./draft.ts";
import { judgeOp } from "./judge-ops.ts";
import { loseFrames } from "./lost-frames.ts";
import { flushPending, openRound } from "./round.ts";
import type { SopState } from "./state.ts";
import type { ParsedOp } from "./syntax.ts";
import type { CommitContext, Patch } from "./types.ts";
import { isRefused, type Verdict } from "./verdict.ts";

/** An own patch that waits for its judgement, with its pointers parsed. */
export interface WaitingPatch {
  readonly base: number | null;
  /** When it was made, ms. */
  readonly ts: number;
  readonly ops: readonly ParsedOp[];
}

/**
 * Lays a patch on a state as `commit` would, for its author to look at: ops that would be refused change nothing, and
 * no row is made. What it writes counts as newest, since an own value shows until it is judged; but an element comes
 * where its own time puts it among those that others put there meanwhile (T9), so that it stays there.
 */
export function layPatch(
  state: SopState,
  peer: string,
  { base, ts, ops }: WaitingPatch,
  ctx: CommitContext,
): void {
  const patch: Patch = { id: "", peer, base, ts, ops: [], atomic: false };
  const draft = openDraft(state, patch, ctx);
  const round = openRound(draft, ops, NONE);
  for (let i = 0; i < ops.length; i++) {
    draft.ms = placesElement(ops[i] as ParsedOp) ? ts : NEWEST_MS;
    judgeOp(round, i);
  }
  draft.ms = NEWEST_MS;
  flushPending(round);
  loseFrames(
    draft,
    ops.filter((_, op) => round.fates[op]?.some(isRefused)),
  );
  state.version = draft.version;
}

/** By its form: an index in an array, unless it is the key of an object that looks like one. */
function placesElement({ op, tokens }: ParsedOp): boolean {
  if (op.op === "move") return true;
  return op.op === "add" && LOOKS_LIKE_INDEX.test(tokens.at(-1) ?? "");
}

const LOOKS_LIKE_INDEX = /^(?:-|\d+)$/;

/** No stamp is later than this one. */
const NEWEST_MS = 2 ** 52;

const NONE: ReadonlyMap<number, Verdict> = new Map();
