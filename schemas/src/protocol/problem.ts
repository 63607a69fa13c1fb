import { z } from "zod";
import { ERROR_CODES, OP_CODES, PATCH_CODES } from "./codes.ts";
import { By, OpResult } from "./server-message.ts";

/** Why a call was refused, beside the codes that a patch can earn. */
const CALL_CODES = [
  "unauthenticated",
  "registration_closed",
  "not_found",
  "method_not_allowed",
  "agent_taken",
  "unknown_agent",
  "last_owner",
  "invite_gone",
  "gone",
  "history_gone",
  "precondition_failed",
  "precondition_required",
  "unsupported_media_type",
  "rate_limited",
  "overloaded",
  "internal",
] as const;

/** The closed list of `code` in problem documents. Clients decide by it, never by `title` or `detail`. */
export const PROBLEM_CODES = [
  ...new Set([...CALL_CODES, ...ERROR_CODES, ...PATCH_CODES, ...OP_CODES]),
] as const;
export type ProblemCode =
  | (typeof CALL_CODES)[number]
  | (typeof ERROR_CODES)[number]
  | (typeof PATCH_CODES)[number]
  | (typeof OP_CODES)[number];

/** An error answer (RFC 9457), media type `application/problem+json`. */
export const Problem = z.object({
  /** `urn:kp:problem:<code>`. */
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(PROBLEM_CODES),
  /** What is wrong with this very call, for people. */
  detail: z.string(),
  /** `PATCH` and `PUT`: how each op that was not `applied` fared. */
  outcomes: z.array(OpResult).optional(),
  /** `node_locked`: who holds the node. */
  by: By.optional(),
  /** 412: the SOP as it is now, to merge with or to overwrite. */
  sop: z.unknown().optional(),
  /** `history_gone`: the lowest version that `since` or `version` can name. */
  since: z.number().int().optional(),
});
export type Problem = z.infer<typeof Problem>;
