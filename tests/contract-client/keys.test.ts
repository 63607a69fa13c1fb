import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Agent, call, createSop, type Problem, register } from "./http-client.ts";
import { smallGraph } from "./graphs.ts";
import { type RegistryProcess, startRegistryProcess } from "./registry-process.ts";

const ADMIN: Agent = { id: "admin", key: "operators-own-secret-word" };

let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess({ env: { KP_ADMIN_KEY: ADMIN.key, KP_LOG_LEVEL: "debug" } });
});
afterAll(() => registry.remove());

interface NewKey {
  readonly api_key: string;
  readonly key_prefix: string;
  readonly scopes: readonly string[];
}

test("[A1][A2] an agent makes, lists and revokes keys of at most its own scopes", async () => {
  const ada = await register(registry.url, "ada-keys");
  const made = await call<NewKey>(registry.url, ada, "POST", "/auth/keys", {
    body: { scopes: ["read"] },
  });
  expect(made.status).toBe(201);
  expect(made.body.scopes).toEqual(["read"]);
  const reader = { id: ada.id, key: made.body.api_key };
  const beyond = { body: { scopes: ["write"] } };
  expect((await call<Problem>(registry.url, reader, "POST", "/auth/keys", beyond)).body.code).toBe(
    "forbidden",
  );
  const list = await call<{ items: NewKey[] }>(registry.url, ada, "GET", "/auth/keys");
  expect(list.body.items.map((item) => item.key_prefix)).toContain(made.body.key_prefix);
  expect(JSON.stringify(list.body)).not.toContain(reader.key);
  const path = `/auth/keys/${made.body.key_prefix}`;
  expect((await call(registry.url, ada, "DELETE", path)).status).toBe(204);
  expect((await call(registry.url, reader, "GET", "/sop")).status).toBe(401);
});

test("[A2] a list of keys says whose they are, so that who pastes a key is known by name", async () => {
  const ada = await register(registry.url, "ada-named");
  const own = await call(registry.url, ada, "GET", "/auth/keys");
  expect(own.body).toMatchObject({ agent_id: ada.id, name: "ada-named" });
  const seen = await call(registry.url, ADMIN, "GET", `/auth/keys?agent=${ada.id}`);
  expect(seen.body).toMatchObject({ agent_id: ada.id, name: "ada-named" });
});

test("[A9] a ticket opens a socket once, and a revoked key closes it with 4401", async () => {
  const ada = await register(registry.url, "ada-ticket");
  const sop = await createSop(registry.url, ada, smallGraph());
  const made = await call<NewKey>(registry.url, ada, "POST", "/auth/keys", { body: {} });
  const ticket = await call<{ ticket: string; expires_at: string }>(
    registry.url,
    { id: ada.id, key: made.body.api_key },
    "POST",
    `/sop/${sop.id}/ws-ticket`,
  );
  expect(Date.parse(ticket.body.expires_at)).toBeLessThanOrEqual(Date.now() + 30_000);
  const open = () => openByTicket(sop.id, ticket.body.ticket);
  const first = open();
  expect(await first.init).toMatchObject({ type: "init", you: { agent: ada.id } });
  expect(await open().closed).not.toBe(1000);
  const started = Date.now();
  await call(registry.url, ada, "DELETE", `/auth/keys/${made.body.key_prefix}`);
  expect(await first.closed).toBe(4401);
  // Long before anything else would have closed it, and long after what a machine needs that stands still for seconds.
  expect(Date.now() - started).toBeLessThan(10_000);
});

test("[A6] the operator's key sees and revokes keys, has no role on any SOP, and is in no log line", async () => {
  const ada = await register(registry.url, "ada-admin");
  const sop = await createSop(registry.url, ada, smallGraph());
  expect((await call(registry.url, ADMIN, "GET", `/sop/${sop.id}`)).status).toBe(404);
  const list = await call<{ items: NewKey[] }>(registry.url, ADMIN, "GET", `/auth/keys?agent=${ada.id}`);
  const path = `/auth/keys/${list.body.items[0]?.key_prefix}?agent=${ada.id}`;
  expect((await call(registry.url, ADMIN, "DELETE", path)).status).toBe(204);
  expect((await call(registry.url, ada, "GET", "/sop")).status).toBe(401);
  for (const secret of [ADMIN.key, ada.key]) expect(registry.stderr()).not.toContain(secret);
});

function openByTicket(sop: string, ticket: string) {
  const url = `${registry.url.replace("http", "ws")}/v1/sop/${sop}/ws?ticket=${ticket}`;
  const socket = new WebSocket(url);
  const init = new Promise<unknown>((done) => {
    socket.addEventListener("message", ({ data }) => done(JSON.parse(String(data))), { once: true });
  });
  const closed = new Promise<number>((done) => {
    socket.addEventListener("close", ({ code }) => done(code), { once: true });
  });
  return { init, closed };
}
