import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, type CryptoKey } from "jose";
import type { OidcConfig } from "#registry/access/oidc.ts";

/** An identity provider on a port of its own, whose keys a test can change. */
export interface Issuer {
  readonly oidc: OidcConfig;
  /** How often its keys were fetched. */
  readonly fetched: () => number;
  /** Signs a token with the newest key: for "ann", for an hour from `now` (ms), but for what `claims` says. */
  sign(now: number, claims?: JWTPayload): Promise<string>;
  /** Signs with a new key from now on, and serves that one alone. */
  rotate(): Promise<void>;
  /** Answers its keys with 503 until it is told otherwise. */
  isDown: boolean;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts an issuer; `await using` ends it. */
export async function startIssuer(adminClaim: OidcConfig["adminClaim"] = null): Promise<Issuer> {
  let fetched = 0;
  let round = 0;
  let current = await makeKey(round);
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch() {
      fetched++;
      return issuer.isDown ? new Response("", { status: 503 }) : Response.json({ keys: [current.jwk] });
    },
  });
  const url = `http://127.0.0.1:${server.port}`;
  const issuer: Issuer = {
    oidc: { issuer: url, audience: "registry", jwksUrl: `${url}/keys`, adminClaim },
    fetched: () => fetched,
    isDown: false,
    sign(now, claims = {}) {
      const seconds = Math.floor(now / 1000);
      const whole = { iss: url, aud: "registry", sub: "ann", iat: seconds, exp: seconds + 3600, ...claims };
      return new SignJWT(whole)
        .setProtectedHeader({ alg: "ES256", kid: current.jwk.kid })
        .sign(current.privateKey);
    },
    async rotate() {
      current = await makeKey(++round);
    },
    [Symbol.asyncDispose]: () => server.stop(true),
  };
  return issuer;
}

async function makeKey(round: number): Promise<{ privateKey: CryptoKey; jwk: { kid: string } }> {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid: `key-${round}` } };
}
