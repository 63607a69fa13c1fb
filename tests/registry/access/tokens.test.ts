import { expect, test } from "bun:test";
import { SignJWT, UnsecuredJWT } from "jose";
import { createVerifyToken, IssuerFault, type VerifyToken } from "#registry/access/tokens.ts";
import type { AgentRecord } from "#registry/storage/agents.ts";
import { rejectionOf } from "#tests/contracts/rejection.ts";
import { type Issuer, startIssuer } from "#tests/support/issuer.ts";

const NOW = 1_700_000_000_000;

interface Verifying {
  readonly verify: VerifyToken;
  /** Agents in the order in which they were written. */
  readonly written: AgentRecord[];
}

function verifyingBy(issuer: Issuer, cooldownMs = 0): Verifying {
  const written: AgentRecord[] = [];
  const agents = {
    ensure(agent: AgentRecord) {
      written.push(agent);
      return Promise.resolve(agent);
    },
  };
  const parts = { oidc: issuer.oidc, agents, defaultOrg: "main", clock: { now: () => NOW }, cooldownMs };
  return { verify: createVerifyToken(parts), written };
}

test("[A7] a token makes its agent, written on first sight alone", async () => {
  await using issuer = await startIssuer();
  const { verify, written } = verifyingBy(issuer);
  const claims = { sub: "auth0|a/b%", org_id: "acme", name: "Ann", scopes: ["read", "admin", "dance"] };
  const token = await issuer.sign(NOW, claims);
  const caller = await verify(token);
  expect(caller?.agent).toEqual({
    agent_id: "oidc:auth0|a%2Fb%25",
    name: "Ann",
    org_id: "acme",
    created_at: NOW,
  });
  expect(caller?.key).toMatchObject({ kind: "token", scopes: ["read"], sop: null });
  expect(caller?.key.expires_at).toBe(NOW + 3_600_000);
  await verify(token);
  expect(written).toHaveLength(1);
  await verify(await issuer.sign(NOW, { ...claims, name: "Ann B." }));
  expect(written).toHaveLength(2);
});

test("[A7] without scopes a token reads and writes; a text of scopes is a list of words", async () => {
  await using issuer = await startIssuer();
  const { verify } = verifyingBy(issuer);
  const scopesOf = async (claims: Record<string, unknown>) =>
    (await verify(await issuer.sign(NOW, claims)))?.key.scopes;
  expect(await scopesOf({})).toEqual(["read", "write"]);
  expect(await scopesOf({ scopes: "openid read" })).toEqual(["read"]);
  expect(await scopesOf({ scope: "openid write" })).toEqual(["write"]);
  expect(await scopesOf({ scopes: [] })).toEqual([]);
  expect(await scopesOf({ scopes: 7 })).toEqual([]);
});

test("[A7] admin comes by the admin claim alone", async () => {
  const roles = { name: "roles", value: "sop-admin" };
  for (const [adminClaim, claims, isAdmin] of [
    [null, { admin: true, scopes: ["admin"] }, false],
    [{ name: "admin", value: null }, { admin: true }, true],
    [{ name: "admin", value: null }, { admin: "false" }, false],
    [{ name: "constructor", value: null }, {}, false],
    [roles, { roles: ["a", "sop-admin"] }, true],
    [roles, { roles: "sop-admin" }, true],
    [roles, { roles: ["sop-admin2"] }, false],
  ] as const) {
    await using issuer = await startIssuer(adminClaim);
    const caller = await verifyingBy(issuer).verify(await issuer.sign(NOW, claims));
    expect(caller?.key.scopes.includes("admin")).toBe(isAdmin);
  }
});

test("[A7] what is not signed by the issuer, for this audience and this time is nobody's", async () => {
  await using issuer = await startIssuer();
  await using stranger = await startIssuer();
  const { verify, written } = verifyingBy(issuer);
  const seconds = NOW / 1000;
  const { jwksUrl } = issuer.oidc;
  const publicKey = await (await fetch(jwksUrl)).text();
  const claims = { iss: issuer.oidc.issuer, aud: "registry", sub: "ann", exp: seconds + 60 };
  const wrong = [
    "no.jwt.at-all",
    "word",
    await stranger.sign(NOW, { iss: issuer.oidc.issuer }),
    await issuer.sign(NOW, { iss: "https://elsewhere.example" }),
    await issuer.sign(NOW, { aud: "another" }),
    await issuer.sign(NOW, { exp: seconds }),
    await issuer.sign(NOW, { exp: undefined }),
    await issuer.sign(NOW, { nbf: seconds + 60 }),
    await issuer.sign(NOW, { sub: undefined }),
    await issuer.sign(NOW, { sub: "" }),
    await issuer.sign(NOW, { sub: "a\u0000b" }),
    await issuer.sign(NOW, { sub: "x".repeat(201) }),
    await issuer.sign(NOW, { org_id: 7 }),
    new UnsecuredJWT(claims).encode(),
    // Signed with the public key as if it were a shared secret.
    await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256", kid: "key-0" })
      .sign(new TextEncoder().encode(publicKey)),
    `${(await issuer.sign(NOW)).slice(0, -4)}AAAA`,
  ];
  for (const token of wrong) expect(await verify(token)).toBeNull();
  expect(written).toEqual([]);
});

test("[A8] the issuer's keys are fetched once, and again when a new one signs", async () => {
  await using issuer = await startIssuer();
  const { verify } = verifyingBy(issuer);
  expect(issuer.fetched()).toBe(0);
  for (let i = 0; i < 3; i++) expect(await verify(await issuer.sign(NOW))).not.toBeNull();
  expect(issuer.fetched()).toBe(1);
  const old = await issuer.sign(NOW);
  await issuer.rotate();
  expect(await verify(await issuer.sign(NOW))).not.toBeNull();
  expect(issuer.fetched()).toBe(2);
  expect(await verify(old)).toBeNull();
});

test("[A8] made-up key ids do not make the registry ask again and again", async () => {
  await using issuer = await startIssuer();
  await using stranger = await startIssuer();
  await stranger.rotate();
  const { verify } = verifyingBy(issuer, 60_000);
  await verify(await issuer.sign(NOW));
  const forged = await stranger.sign(NOW, { iss: issuer.oidc.issuer });
  for (let i = 0; i < 5; i++) expect(await verify(forged)).toBeNull();
  expect(issuer.fetched()).toBe(1);
});

test("[A8] an issuer that cannot be asked is a fault, and no verdict on the token", async () => {
  await using issuer = await startIssuer();
  const { verify } = verifyingBy(issuer);
  issuer.isDown = true;
  const token = await issuer.sign(NOW);
  expect(await rejectionOf(verify(token))).toBeInstanceOf(IssuerFault);
  issuer.isDown = false;
  expect(await verify(token)).not.toBeNull();
});
