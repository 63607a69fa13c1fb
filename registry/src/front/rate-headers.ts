import { problem } from "#registry/http/problem.ts";
import type { RatePolicy } from "#registry/measures/measures.ts";
import type { Limited } from "./call-limits.ts";

/** What an answer says of the limit: the separate headers, and the two of the IETF's draft. */
export function rateHeaders({
  policy,
  limit,
  remaining,
  resetS,
  windowS,
}: Limited): Readonly<Record<string, string>> {
  return {
    "ratelimit-limit": `${limit}`,
    "ratelimit-remaining": `${remaining}`,
    "ratelimit-reset": `${resetS}`,
    "ratelimit-policy": `"${policy}";q=${limit};w=${windowS}`,
    ratelimit: `"${policy}";r=${remaining};t=${resetS}`,
  };
}

/** The answer to a call over its limit. */
export function tooMany({ policy, retryS }: Pick<Limited, "policy" | "retryS">): Response {
  return problem("rate_limited", `Too many ${WHAT[policy]}; come again in ${retryS} s.`, {
    headers: { "retry-after": `${retryS}` },
  });
}

const WHAT: Readonly<Record<RatePolicy, string>> = {
  key: "calls with this key",
  address: "calls from this address",
  registration: "registrations from this address",
  invites: "calls about invites from this address",
  failures: "refused keys from this address",
  patches: "patches of this peer wait",
};
