import { toOpResult } from "#registry/room/encode-outcome.ts";
import type { OpOutcome, Outcome } from "#schemas/change/types.ts";
import { problem } from "./problem.ts";

/**
 * The problem that a judged patch earned, undefined where it stands. Refused is what was refused whole, and what has no
 * op that was taken in any way; the first rejected op decides code and status.
 */
export function refusalOf(outcome: Outcome): Response | undefined {
  if (!isRefused(outcome)) return undefined;
  const first = outcome.ops.find((op) => op.status === "rejected" && op.code !== undefined);
  const code = first?.code ?? outcome.code ?? "invalid";
  return problem(code, detailOf(first), { outcomes: outcome.ops.map(toOpResult) });
}

function isRefused(outcome: Outcome): boolean {
  if (outcome.code !== undefined) return true;
  return outcome.ops.length > 0 && outcome.ops.every((op) => op.status === "rejected");
}

function detailOf(first: OpOutcome | undefined): string {
  if (first === undefined) return "The patch was refused as a whole.";
  const place = first.path === undefined ? "" : ` (${first.path})`;
  return `Op ${first.op}${place}: ${first.message ?? first.code ?? "refused"}.`;
}
