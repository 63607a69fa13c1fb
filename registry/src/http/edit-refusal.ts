import { toOpResult } from "#registry/room/encode-outcome.ts";
import type { OpOutcome, Outcome } from "#schemas/change/types.ts";
import { problem } from "./problem.ts";

/** The effects of a patch that changed nothing. */
export const NO_EFFECTS = "[]";

/** A patch after its judgement. */
export interface Judged {
  readonly outcome: Outcome;
  /** How many ops it had. */
  readonly opCount: number;
  /** Its effects as JSON text. */
  readonly effects: string;
}

/**
 * The problem that a judged patch earned, undefined where it stands. Refused is what was refused whole, and what had
 * every op rejected; the first rejected op decides code and status.
 */
export function refusalOf(judged: Judged): Response | undefined {
  if (!isRefused(judged)) return undefined;
  const { outcome } = judged;
  const first = outcome.ops.find((op) => op.status === "rejected" && op.code !== undefined);
  const code = first?.code ?? outcome.code ?? "invalid";
  const by = first?.code === "node_locked" ? toOpResult(first).by : undefined;
  return problem(code, detailOf(first), { outcomes: outcome.ops.map(toOpResult), by });
}

/** What was simply applied is not in the outcome: its absence there, or an effect, tells that something was taken. */
function isRefused({ outcome, opCount, effects }: Judged): boolean {
  if (outcome.code !== undefined) return true;
  const rejected = new Set(outcome.ops.filter((op) => op.status === "rejected").map((op) => op.op));
  const others = outcome.ops.some((op) => op.status !== "rejected");
  return opCount > 0 && rejected.size === opCount && !others && effects === NO_EFFECTS;
}

function detailOf(first: OpOutcome | undefined): string {
  if (first === undefined) return "The patch was refused as a whole.";
  const place = first.path === undefined ? "" : ` (${first.path})`;
  return `Op ${first.op}${place}: ${first.message ?? first.code ?? "refused"}.`;
}
