import { STATUS_CODES } from "node:http";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { withoutSecrets } from "#registry/without-secrets.ts";
import type { Problem, ProblemCode } from "#schemas/protocol/problem.ts";
import { STATUS } from "./status.ts";

/** What a problem may say beyond its code and detail. */
export type ProblemExtra = Partial<Pick<Problem, "outcomes" | "by" | "sop" | "since">> & {
  /** Where the call gives a code another meaning than a patch does. */
  readonly status?: ContentfulStatusCode;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A refused call as an answer (RFC 9457). Made anew for each call, and equal for equal arguments. */
export function problem(code: ProblemCode, detail: string, extra: ProblemExtra = {}): Response {
  const { status = STATUS[code], headers, ...members } = extra;
  const body: Problem = {
    type: `urn:kp:problem:${code}`,
    title: STATUS_CODES[status] ?? code,
    status,
    code,
    // It may repeat what the caller sent, and errors are shown and kept in places where keys are not.
    detail: withoutSecrets(detail),
    ...members,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
  });
}

/** The one answer for a SOP that does not exist and for one that the caller has no role on: equal to the byte. */
export function noSuchSop(): Response {
  return problem("not_found", "There is no such SOP, or you have no role on it.");
}

/** The answer for a member of a deleted SOP. */
export function sopGone(): Response {
  return problem("gone", "This SOP was deleted; its owner can bring it back by POST …/undelete.");
}

/** The answer where nobody can say whether a token is good: come again. */
export function issuerFault(): Response {
  return problem("overloaded", "The identity provider cannot be asked at the moment.", {
    headers: { "retry-after": "2" },
  });
}
