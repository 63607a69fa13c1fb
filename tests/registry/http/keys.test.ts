import { expect, test } from "bun:test";
import { makeKey } from "#registry/access/new-key.ts";
import { createTestClock } from "#tests/support/test-clock.ts";
import { startIssuer } from "#tests/support/issuer.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { register, withScopes, accountOf, type Account } from "#tests/support/account.ts";

const ADMIN_KEY = "kp_an-admin-key-of-the-operator";

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function ask(account: Account, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await account.call(method, path, body);
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as Answer["body"]) };
}

const listKeys = async (account: Account, query = "") =>
  (await ask(account, "GET", `/v1/auth/keys${query}`)).body["items"] as Record<string, unknown>[];

test("[A1][A2] several keys, each shown once, with scopes and an end; listed without what is secret", async () => {
  const clock = createTestClock(1_700_000_000_000);
  await using registry = await startRegistry({ clock });
  const ann = await register(registry, "ann");
  clock.advance(1000);
  const made = await ask(ann, "POST", "/v1/auth/keys", { scopes: ["read"], expires_in: 60 });
  expect(made).toEqual({
    status: 201,
    body: {
      agent_id: "ann",
      org_id: "main",
      name: "ann",
      api_key: expect.stringMatching(/^kp_[A-Za-z0-9_-]{43}$/),
      key_prefix: expect.stringMatching(/^kp_.{8}$/),
      scopes: ["read"],
      created_at: "2023-11-14T22:13:21.000Z",
      expires_at: "2023-11-14T22:14:21.000Z",
    },
  });
  const second = accountOf(registry, "ann", String(made.body["api_key"]));
  expect((await ask(second, "GET", "/v1/sop")).status).toBe(200);
  expect((await ask(second, "POST", "/v1/sop", {})).body["code"]).toBe("forbidden");
  const items = await listKeys(ann);
  expect(items).toHaveLength(2);
  expect(items[0]).toEqual({
    key_prefix: made.body["key_prefix"],
    scopes: ["read"],
    created_at: made.body["created_at"],
    expires_at: made.body["expires_at"],
    last_used_at: made.body["created_at"],
  });
  clock.advance(60_000);
  expect((await ask(second, "GET", "/v1/sop")).status).toBe(401);
  expect(await listKeys(ann)).toHaveLength(1);
});

test("[A2] a new key has no more than the one it is made with, and ends no later", async () => {
  const clock = createTestClock();
  await using registry = await startRegistry({ clock });
  const ann = await register(registry, "ann");
  const reader = await withScopes(registry, ann, ["read"]);
  expect((await ask(reader, "POST", "/v1/auth/keys", { scopes: ["read", "write"] })).status).toBe(403);
  expect((await ask(ann, "POST", "/v1/auth/keys", { scopes: ["admin"] })).status).toBe(403);
  expect((await ask(reader, "POST", "/v1/auth/keys", {})).body["scopes"]).toEqual(["read"]);
  const { body } = await ask(ann, "POST", "/v1/auth/keys", { expires_in: 60 });
  const short = accountOf(registry, "ann", String(body["api_key"]));
  for (const wish of [{}, { expires_in: 3600 }])
    expect((await ask(short, "POST", "/v1/auth/keys", wish)).body["expires_at"]).toBe(body["expires_at"]);
  for (const wrong of [{ expires_in: 0 }, { expires_in: 1e12 }, { scopes: [] }, { scopes: ["root"] }, []])
    expect((await ask(ann, "POST", "/v1/auth/keys", wrong)).status).toBe(422);
});

test("[A1] an agent has at most a thousand keys at a time", async () => {
  const many = makeKey("ann", ["read"], 1).record;
  await using registry = await startRegistry({
    wrap: (storage) => ({
      ...storage,
      agents: {
        ...storage.agents,
        listKeys: () => Promise.resolve(Array.from({ length: 1_000 }, () => many)),
      },
    }),
  });
  const ann = await register(registry, "ann");
  const { status, body } = await ask(ann, "POST", "/v1/auth/keys", {});
  expect({ status, code: body["code"] }).toEqual({ status: 413, code: "limit" });
});

test("[A4] a key is revoked by its agent or an admin, and by nobody else", async () => {
  await using registry = await startRegistry({ config: { adminKey: ADMIN_KEY } });
  const ann = await register(registry, "ann");
  const bob = await register(registry, "bob");
  const spare = await withScopes(registry, ann, ["read"]);
  const prefix = spare.key.slice(0, 11);
  expect((await ask(bob, "DELETE", `/v1/auth/keys/${prefix}`)).status).toBe(404);
  expect((await ask(bob, "DELETE", `/v1/auth/keys/${prefix}?agent=ann`)).status).toBe(403);
  expect((await ask(bob, "GET", "/v1/auth/keys?agent=ann")).status).toBe(403);
  expect((await ask(ann, "DELETE", `/v1/auth/keys/${prefix}`)).status).toBe(204);
  expect((await ask(spare, "GET", "/v1/sop")).status).toBe(401);
  expect((await ask(ann, "DELETE", `/v1/auth/keys/${prefix}`)).status).toBe(404);
  const admin = accountOf(registry, "admin", ADMIN_KEY);
  expect(await listKeys(admin, "?agent=ann")).toHaveLength(1);
  expect((await ask(admin, "DELETE", `/v1/auth/keys/${ann.key.slice(0, 11)}?agent=ann`)).status).toBe(204);
  expect((await ask(ann, "GET", "/v1/sop")).status).toBe(401);
});

test("[A6] the admin key is an agent's like others, but for its scope: no role, and a reserved name", async () => {
  const config = { adminKey: ADMIN_KEY, registration: "closed" } as const;
  await using registry = await startRegistry({ config });
  const admin = accountOf(registry, "admin", ADMIN_KEY);
  const { body, status } = await ask(admin, "POST", "/v1/auth/register", { agent_id: "ann" });
  expect(status).toBe(201);
  const ann = accountOf(registry, "ann", String(body["api_key"]));
  expect((await ask(ann, "POST", "/v1/auth/register", { agent_id: "bob" })).body["code"]).toBe(
    "registration_closed",
  );
  expect((await ask(admin, "POST", "/v1/auth/register", { agent_id: "admin" })).status).toBe(409);
  const sop = await ann.createSop();
  expect((await ask(admin, "GET", `/v1/sop/${sop}`)).status).toBe(404);
  expect((await ask(admin, "GET", "/v1/sop")).body["items"]).toEqual([]);
  const minted = await ask(admin, "POST", "/v1/auth/keys", { scopes: ["admin"] });
  expect(minted.body).toMatchObject({ agent_id: "admin", scopes: ["admin"] });
  const wrong = accountOf(registry, "admin", `${ADMIN_KEY}x`);
  expect((await ask(wrong, "GET", "/v1/sop")).status).toBe(401);
});

test("[A7][A8] a token calls as its agent and makes keys, but none that is an admin's", async () => {
  await using issuer = await startIssuer({ name: "admin", value: null });
  await using registry = await startRegistry({ config: { oidc: issuer.oidc } });
  const token = await issuer.sign(Date.now(), { sub: "ann", name: "Ann", admin: true });
  const ann = accountOf(registry, "oidc:ann", token);
  const sop = await ann.createSop();
  expect((await ask(ann, "GET", `/v1/sop/${sop}`)).body["created_by"]).toBe("oidc:ann");
  expect((await ask(ann, "POST", "/v1/auth/keys", { scopes: ["admin"] })).status).toBe(403);
  const made = await ask(ann, "POST", "/v1/auth/keys", {});
  expect(made.body).toMatchObject({ agent_id: "oidc:ann", name: "Ann", scopes: ["read", "write"] });
  expect(made.body["expires_at"]).toBeUndefined();
  const stranger = accountOf(registry, "x", await issuer.sign(Date.now(), { aud: "another" }));
  expect((await ask(stranger, "GET", "/v1/sop")).status).toBe(401);
});

test("[A8] while the issuer cannot be asked, a token is answered with 503", async () => {
  await using issuer = await startIssuer();
  issuer.isDown = true;
  await using registry = await startRegistry({ config: { oidc: issuer.oidc } });
  const ann = accountOf(registry, "oidc:ann", await issuer.sign(Date.now()));
  const { status, body } = await ask(ann, "GET", "/v1/sop");
  expect({ status, code: body["code"] }).toEqual({ status: 503, code: "overloaded" });
  issuer.isDown = false;
  expect((await ask(ann, "GET", "/v1/sop")).status).toBe(200);
});
