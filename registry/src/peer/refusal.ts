import { issuerFault, noSuchSop, problem, sopGone } from "#registry/http/problem.ts";
import { CLOSE, type CloseCode } from "#schemas/protocol/close-codes.ts";

/** Why a socket is not given. */
export type Refusal =
  | "foreign_origin"
  | "unauthenticated"
  | "too_many_failures"
  | "bad_client"
  | "not_found"
  | "deleted"
  | "no_read"
  | "full"
  | "no_issuer";

interface Telling {
  /** For a browser, which can see no status: the code that an empty connection closes with. */
  readonly code: CloseCode;
  readonly reason: string;
  /** For everybody else: the answer instead of the upgrade. */
  readonly toResponse: () => Response;
}

/** How each refusal is told. */
export const REFUSALS: Readonly<Record<Refusal, Telling>> = {
  foreign_origin: {
    code: CLOSE.forbidden,
    reason: "this origin is not allowed",
    toResponse: () => problem("forbidden", "This origin is not allowed (KP_ALLOWED_ORIGINS)."),
  },
  unauthenticated: {
    code: CLOSE.unauthenticated,
    reason: "not authenticated",
    toResponse: () =>
      problem("unauthenticated", "Send a valid key: Authorization: Bearer kp_…", {
        headers: { "www-authenticate": 'Bearer realm="registry"' },
      }),
  },
  too_many_failures: {
    code: CLOSE.too_many,
    reason: "too many refused keys from this address, retry_after=60",
    toResponse: () =>
      problem("rate_limited", "Too many refused keys from this address.", {
        headers: { "retry-after": "60" },
      }),
  },
  bad_client: {
    code: CLOSE.not_the_protocol,
    reason: "client must be 8 to 64 of A-Z a-z 0-9 _ -",
    toResponse: () => problem("invalid", "client must be 8 to 64 of A-Z a-z 0-9 _ -"),
  },
  not_found: { code: CLOSE.not_found, reason: "no such SOP", toResponse: noSuchSop },
  deleted: { code: CLOSE.deleted, reason: "the SOP was deleted", toResponse: sopGone },
  no_read: {
    code: CLOSE.forbidden,
    reason: "this key lacks the scope read",
    toResponse: () => problem("forbidden", 'This key lacks the scope "read".'),
  },
  no_issuer: {
    code: CLOSE.overloaded,
    reason: "the identity provider cannot be asked",
    toResponse: issuerFault,
  },
  full: {
    code: CLOSE.overloaded,
    reason: "too many peers on this SOP",
    toResponse: () =>
      problem("overloaded", "Too many peers are on this SOP.", { headers: { "retry-after": "30" } }),
  },
};
