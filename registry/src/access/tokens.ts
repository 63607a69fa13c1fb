import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import type { AgentStore } from "#registry/storage/agents.ts";
import type { Clock } from "#registry/clock.ts";
import { type Caller, hashKey } from "./keys.ts";
import { makeEnsureAgent } from "./ensure-agent.ts";
import type { OidcConfig } from "./oidc.ts";
import { readClaims } from "./read-claims.ts";

/** The identity provider cannot be asked for its keys: nothing can be said about a token, for or against it. */
export class IssuerFault extends Error {
  override readonly name = "IssuerFault";
}

/** What verifying needs. */
export interface TokenParts {
  readonly oidc: OidcConfig;
  readonly agents: Pick<AgentStore, "ensure">;
  readonly defaultOrg: string;
  readonly clock: Pick<Clock, "now">;
  /** Between two look-ups of the provider's keys for a key that is not known: a new one is taken that soon. */
  readonly cooldownMs?: number;
}

/** Who a raw token stands for; null: it is not good. Rejects with an `IssuerFault`, or when the storage does. */
export type VerifyToken = (raw: string) => Promise<Caller | null>;

/** Made-up key ids can make the registry ask the provider, but not more often than this. */
const COOLDOWN_MS = 1_000;

/** Clocks of two machines differ, and a token is mostly brought as soon as it is made. Its end is taken to the letter. */
const TOLERANCE_S = 5;

/**
 * Signatures with a private key alone: with a shared secret among them, a token signed with the provider's public key
 * as if it were one would pass.
 */
const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];

/** Makes the way to verify tokens of an OIDC provider; its keys are fetched when the first token comes, and kept. */
export function createVerifyToken({
  oidc,
  agents,
  defaultOrg,
  clock,
  cooldownMs = COOLDOWN_MS,
}: TokenParts): VerifyToken {
  const jwks = createRemoteJWKSet(new URL(oidc.jwksUrl), { cooldownDuration: cooldownMs });
  const ensure = makeEnsureAgent(agents);
  return async (raw) => {
    const now = clock.now();
    const claims = await verify(raw, jwks, oidc, now);
    const who = claims && readClaims(claims, oidc, defaultOrg, now);
    if (who === null || claims?.exp === undefined) return null;
    const expires_at = claims.exp * 1000;
    if (expires_at <= now) return null;
    const agent = await ensure(who.agent);
    return {
      agent,
      key: { kind: "token", hash: hashKey(raw), scopes: who.scopes, expires_at, sop: null },
    };
  };
}

async function verify(
  raw: string,
  jwks: ReturnType<typeof createRemoteJWKSet>,
  oidc: OidcConfig,
  now: number,
) {
  try {
    const { payload } = await jwtVerify(raw, jwks, {
      issuer: oidc.issuer,
      audience: oidc.audience,
      algorithms: ALGORITHMS,
      requiredClaims: ["exp", "sub"],
      clockTolerance: TOLERANCE_S,
      currentDate: new Date(now),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError && !isProviders(error)) return null;
    throw new IssuerFault("the identity provider's keys cannot be had", { cause: error });
  }
}

/** Faults that say nothing about the token. */
function isProviders(error: errors.JOSEError): boolean {
  return (
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === "ERR_JOSE_GENERIC"
  );
}
