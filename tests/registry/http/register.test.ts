import { afterAll, beforeAll, expect, test } from "bun:test";
import { hashKey } from "#registry/access/keys.ts";
import { RegisterAnswer } from "#schemas/protocol/http.ts";
import { verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const register = (body: unknown) => world.call("POST", "/v1/auth/register", { body });

test("[H2] gives an agent and its first key, which works at once", async () => {
  const { status, body, headers } = await world.call<RegisterAnswer>("POST", "/v1/auth/register", {
    body: { agent_id: "ada" },
  });
  expect(status).toBe(201);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(RegisterAnswer.parse(body)).toEqual(body);
  expect(body).toMatchObject({ agent_id: "ada", name: "ada", org_id: "main", scopes: ["read", "write"] });
  expect(body.api_key.startsWith(body.key_prefix)).toBe(true);
  expect((await world.call("GET", "/v1/sop", { key: body.api_key })).status).toBe(200);
});

test("[H2] keeps the SHA-256 of the key alone", async () => {
  const { body } = await world.call<RegisterAnswer>("POST", "/v1/auth/register", {
    body: { agent_id: "kept", name: "Kept One", scopes: ["read"] },
  });
  const found = await world.storage.agents.findKey(hashKey(body.api_key));
  expect(found?.agent).toMatchObject({ agent_id: "kept", name: "Kept One" });
  expect(found?.key.scopes).toEqual(["read"]);
  expect(JSON.stringify(found)).not.toContain(body.api_key);
});

test("[H2] a taken name is 409, whoever asks, also in a race", async () => {
  const racers = await Promise.all(["x", "y", "z"].map((name) => register({ agent_id: "racer", name })));
  expect(racers.map((reply) => reply.status).sort((a, b) => a - b)).toEqual([201, 409, 409]);
  expect(verdictOf(await register({ agent_id: "racer" }))).toBe("409 agent_taken");
});

test("[H2] never gives admin", async () => {
  expect(verdictOf(await register({ agent_id: "boss", scopes: ["read", "admin"] }))).toBe("403 forbidden");
  expect((await register({ agent_id: "boss" })).status).toBe(201);
});

test("[H2] names that are none, and scopes that are none, are invalid", async () => {
  for (const agent_id of ["", "ab", "Ada", "a/b", "-ada", "a".repeat(65), "é".repeat(4), 7, null]) {
    expect(verdictOf(await register({ agent_id }))).toBe("422 invalid");
  }
  expect(verdictOf(await register({ agent_id: "scoped", scopes: [] }))).toBe("422 invalid");
  expect(verdictOf(await register({ agent_id: "scoped", scopes: ["root"] }))).toBe("422 invalid");
  expect(verdictOf(await register({ agent_id: "scoped", name: " " }))).toBe("422 invalid");
});

test("[H2] a closed registry registers nobody", async () => {
  const closed = await openWorld({ registration: "closed" });
  try {
    const reply = await closed.call("POST", "/v1/auth/register", { body: { agent_id: "ada" } });
    expect(verdictOf(reply)).toBe("403 registration_closed");
    const bare = await closed.call("POST", "/v1/auth/register", { raw: "not even JSON" });
    expect(verdictOf(bare)).toBe("403 registration_closed");
  } finally {
    await closed.close();
  }
});
