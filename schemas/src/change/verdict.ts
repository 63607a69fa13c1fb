import type { OpCode } from "../protocol/codes.ts";
import type { Origin } from "./stamp.ts";
import type { OpOutcome } from "./types.ts";

/** How one op, or one part of it, fared; `path` where it is not the op's own. */
export type Verdict = Omit<OpOutcome, "op">;

export const APPLIED: Verdict = { status: "applied" };
export const MERGED: Verdict = { status: "merged" };
export const NOOP: Verdict = { status: "noop" };

/** Refused, with the write that is the cause where there is one. */
export function refuse(code: OpCode, by?: Origin | null, message?: string): Verdict {
  return {
    status: "rejected",
    code,
    ...(message !== undefined && { message }),
    ...(by !== undefined && by !== null && { by: { peer: by.peer, version: by.version } }),
  };
}

/** Lost to a newer concurrent write. */
export function supersededBy(by: Origin): Verdict {
  return { status: "superseded", by: { peer: by.peer, version: by.version } };
}

export function isRefused(verdict: Verdict): boolean {
  return verdict.status === "rejected";
}

/** The verdict of an op that had several parts: refused if any is, else what they agree on, else merged. */
export function combine(parts: readonly Verdict[]): Verdict {
  const refused = parts.find(isRefused);
  if (refused !== undefined) return refused;
  const first = parts[0] ?? NOOP;
  return parts.every((part) => part.status === first.status) ? first : MERGED;
}
