import type { Clock } from "#registry/clock.ts";
import type { Measures, RatePolicy } from "#registry/measures/measures.ts";
import type { Limits } from "#schemas/limits.ts";
import { networkOf } from "./address.ts";
import { type Allowance, type Buckets, createBuckets, type Taken } from "./buckets.ts";

/** A call as far as limits go. */
interface LimitedCall {
  readonly address: string;
  /** The `Authorization` header; only a hash of what is in it is kept. */
  readonly authorization: string | null;
  readonly path: string;
}

/** What a limit says of a call. */
export interface Limited extends Taken {
  readonly policy: RatePolicy;
}

/** How often one may call. Patches have a rate of their own, which delays them. */
export interface CallLimits {
  /** Takes one call; gives the limit that refuses it, else the one that it is closest to meeting. */
  take(call: LimitedCall): Limited;
  /** Takes one refused credential. Who has a good one is never kept out by others at the same address. */
  takeFailure(address: string, by: "http" | "socket"): Limited;
}

/** Makes the limits of calls; all in memory, and bounded there. */
export function createCallLimits(
  limits: Limits,
  { now }: Pick<Clock, "now">,
  measures: Pick<Measures, "rateLimited" | "authFailed">,
): CallLimits {
  const byPolicy = Object.fromEntries(
    Object.entries(allowances(limits)).map(([policy, allowance]) => [policy, createBuckets(allowance)]),
  ) as Readonly<Record<CallPolicy, Buckets>>;

  function take(policy: CallPolicy, key: string | bigint): Limited {
    const taken = byPolicy[policy].take(key, now());
    if (!taken.isAllowed) measures.rateLimited(policy);
    return { ...taken, policy };
  }

  return {
    take({ address, authorization, path }) {
      const network = networkOf(address);
      const byAddress = take("address", network);
      if (!byAddress.isAllowed) return byAddress;
      const special = SPECIAL.find(({ pattern }) => pattern.test(path));
      if (special !== undefined) return take(special.policy, network);
      return authorization === null || SOCKET.test(path)
        ? byAddress
        : take("key", Bun.hash(credentialIn(authorization)));
    },
    takeFailure(address, by) {
      measures.authFailed(by);
      return take("failures", networkOf(address));
    },
  };
}

type CallPolicy = Exclude<RatePolicy, "patches">;

function allowances(limits: Limits): Readonly<Record<CallPolicy, Allowance>> {
  return {
    key: { perSecond: limits.call_rate, burst: limits.call_burst },
    address: { perSecond: limits.address_rate, burst: limits.address_burst },
    registration: {
      perSecond: perMinute(limits.registrations_per_minute),
      burst: limits.registration_burst,
    },
    invites: { perSecond: perMinute(limits.invite_calls_per_minute), burst: limits.invite_burst },
    failures: { perSecond: perMinute(limits.auth_failures_per_minute), burst: limits.auth_failure_burst },
  };
}

function perMinute(count: number): number {
  return count / 60;
}

/** Sockets come back all at once, and have bounds of their own once they are open. */
const SOCKET = /^\/v1\/sop\/[^/]+\/ws$/;

/** Calls that make agents or try tokens: counted by address, since whoever makes them may well have no key. */
const SPECIAL: readonly { readonly pattern: RegExp; readonly policy: CallPolicy }[] = [
  { pattern: /^\/v1\/auth\/register$/, policy: "registration" },
  { pattern: /^\/v1\/invites\//, policy: "invites" },
];

/** Without the scheme, so that one key under two schemes is one. */
function credentialIn(authorization: string): string {
  return authorization.trim().slice(authorization.trim().lastIndexOf(" ") + 1);
}
