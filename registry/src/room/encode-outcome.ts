import type { Culprit, OpOutcome, Outcome } from "#schemas/change/types.ts";
import { agentOf } from "#schemas/ids.ts";
import type { ErrorCode } from "#schemas/protocol/codes.ts";
import type { By, OpResult } from "#schemas/protocol/server-message.ts";
import type { Encoded } from "./types.ts";

/** An `outcome` message for the patch `id`. */
export function encodeOutcome(id: string, outcome: Outcome): Encoded {
  const { version, code, ops } = outcome;
  return {
    type: "outcome",
    text: JSON.stringify({ type: "outcome", id, version, code, ops: ops.map(toOpResult) }),
  };
}

/** An `error` message; `id` names the patch, where there is one. */
export function encodeError(code: ErrorCode, message: string, id?: string): Encoded {
  return { type: "error", text: JSON.stringify({ type: "error", code, message, id }) };
}

/** How an op fared, as clients are told: the cause by its agent, or for a lock by its peer too. */
export function toOpResult(outcome: OpOutcome): OpResult {
  const { by, value, ...rest } = outcome;
  const result: OpResult = { ...rest };
  if (by) result.by = toBy(by);
  if (value !== undefined) result.value = value as OpResult["value"];
  return result;
}

/** Who is the cause: with the version that did it, or, where none did, with the peer (it holds the lock). */
export function toBy(culprit: Culprit): By {
  const agent = agentOf(culprit.peer);
  return culprit.version === null ? { agent, peer: culprit.peer } : { agent, version: culprit.version };
}
