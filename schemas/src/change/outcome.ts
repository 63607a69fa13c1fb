import type { Round } from "./round.ts";
import type { OpOutcome, Patch } from "./types.ts";
import { combine, type Verdict } from "./verdict.ts";

/** O1: a patch with a test is all or nothing too. */
export function isPatchAtomic(patch: Patch): boolean {
  return patch.atomic || patch.ops.some((op) => op.op === "test");
}

/** The ops that were not simply applied, in order; the parts of a three-way replace each for itself. */
export function outcomeOps(round: Round): OpOutcome[] {
  const outcomes: OpOutcome[] = [];
  for (let op = 0; op < round.ops.length; op++) {
    const fates = round.fates[op] ?? [];
    const parts = fates.some((fate) => fate.path !== undefined) ? fates : [combine(fates)];
    for (const part of parts) if (part.status !== "applied") outcomes.push(toOutcome(op, part, round));
  }
  return outcomes;
}

function toOutcome(op: number, verdict: Verdict, round: Round): OpOutcome {
  return { op, path: round.ops[op]?.op.path ?? "", ...verdict };
}
