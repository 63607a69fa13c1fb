import type { OpOutcome, Outcome } from "#schemas/change/types.ts";
import type { Reply } from "#tests/support/model.ts";

/** What is wrong with a reply, as a sentence, or undefined when it is as `expected` says (see Scenario). */
export function mismatch(expected: string, reply: Reply, opCount: number): string | undefined {
  const fits = expected.split(" or ").some((one) => isReply(one, reply, opCount));
  return fits ? undefined : `got ${describeReply(reply, opCount)}`;
}

function isReply(expected: string, reply: Reply, opCount: number): boolean {
  if (reply.kind === "error") return expected === `error ${reply.code}`;
  const { outcome } = reply;
  if (outcome.code === undefined) return opsMatch(expected, outcome, opCount);
  const refused = `refused ${outcome.code}`;
  if (expected === refused) return true;
  return (
    expected.startsWith(`${refused}: `) && opsMatch(expected.slice(refused.length + 2), outcome, opCount)
  );
}

function opsMatch(expected: string, outcome: Outcome, opCount: number): boolean {
  const wanted = expected.split(",");
  if (wanted.length !== opCount) return false;
  return wanted.every((one, i) => one.split("|").includes(describeOp(outcome, i)));
}

function describeOp(outcome: Outcome, op: number): string {
  const parts = outcome.ops.filter((part) => part.op === op).map(describePart);
  return parts.length === 0 ? "applied" : [...new Set(parts)].join(" and ");
}

function describePart({ status, code }: OpOutcome): string {
  return code === undefined ? status : `${status} ${code}`;
}

/** A reply in the words of the scenarios. */
function describeReply(reply: Reply, opCount: number): string {
  if (reply.kind === "error") return `error ${reply.code}`;
  const ops = Array.from({ length: opCount }, (_, i) => describeOp(reply.outcome, i)).join(",");
  return reply.outcome.code === undefined ? ops : `refused ${reply.outcome.code}: ${ops}`;
}
