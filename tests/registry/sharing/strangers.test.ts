import { afterAll, beforeAll, expect, test } from "bun:test";
import { CALLS, type CallName } from "#schemas/calls.ts";
import { type Account, accountOf, register, SMALL_GRAPH } from "#tests/support/account.ts";
import { startRegistry, type TestRegistry } from "#tests/support/registry.ts";
import { invite, openUp } from "#tests/support/share.ts";

let registry: TestRegistry;
let ann: Account;
let stranger: Account;
let guest: Account;
/** One in use, with a peer, history, links and a lock; one that was deleted. */
let real: string;
let deleted: string;
beforeAll(async () => {
  registry = await startRegistry();
  ann = await register(registry, "ann");
  stranger = await register(registry, "stranger");
  real = await ann.createSop();
  deleted = await ann.createSop();
  await ann.call("DELETE", `/v1/sop/${deleted}`);
  const open = await ann.createSop();
  await openUp(ann, open, "network");
  const { token } = await invite(ann, open, { role: "editor" });
  const answer = await fetch(`${registry.url}/v1/invites/${token}/accept`, { method: "POST" });
  guest = accountOf(registry, "guest", ((await answer.json()) as { api_key: string }).api_key);
  await ann.call("GET", `/v1/sop/${real}`);
});
afterAll(() => registry[Symbol.asyncDispose]());

/** Calls with a SOP in their path. Parts of a call and messages are within others. */
const ROUTES = (Object.keys(CALLS) as CallName[]).filter(
  (name) => name.includes("/sop/:id") && !name.includes("#") && !name.endsWith("/ws"),
);

const BODIES: Readonly<Record<string, unknown>> = {
  "PATCH /v1/sop/:id": [],
  "PUT /v1/sop/:id": { graph: SMALL_GRAPH },
  "POST /v1/sop/:id/messages": [],
  "POST /v1/sop/:id/invites": { role: "viewer", agents: ["ann"] },
  "PUT /v1/sop/:id/members/:agent": { role: "viewer" },
  "PUT /v1/sop/:id/locks/:node": { ttl: 10 },
  "POST /v1/sop/:id/versions": { label: "x" },
  "PUT /v1/sop/:id/versions/:version": { label: "x" },
  "POST /v1/sop/:id/restore": { version: 0 },
  "POST /v1/sop/:id/revert": { agent: "ann", since: 0 },
  "POST /v1/sop/:id/approve": { version: 0 },
};

async function ask(who: Account, name: CallName, sop: string) {
  const [method = "", route = ""] = name.split(" ");
  const path = route
    .replace(":id", sop)
    .replace(":agent", who.agent)
    .replace(":invite", crypto.randomUUID())
    .replace(":node", "a")
    .replace(":version", "0");
  const type = method === "PATCH" ? "application/json-patch+json" : "application/json";
  const answer = await who.call(method, path, BODIES[name], { "content-type": type });
  const headers = [...answer.headers].filter(([header]) => !/^(date|ratelimit)/.test(header));
  return { status: answer.status, headers, body: await answer.text() };
}

test("[A21] on every call with a SOP in it a stranger gets the same bytes, whether it is there or not", async () => {
  expect(ROUTES.length).toBeGreaterThan(15);
  for (const who of [stranger, guest])
    for (const name of ROUTES) {
      const absent = await ask(who, name, `kp:sop:${crypto.randomUUID()}`);
      expect({ name, status: absent.status }).toEqual({ name, status: 404 });
      for (const sop of [real, deleted, "kp:sop:x"])
        expect({ name, ...(await ask(who, name, sop)) }).toEqual({ name, ...absent });
    }
});

test("[A21] the socket tells a stranger nothing either: 404, or 4404 for a page", async () => {
  const absent = await upgrade(`kp:sop:${crypto.randomUUID()}`);
  expect(absent.status).toBe(404);
  for (const sop of [real, deleted]) expect(await upgrade(sop)).toEqual(absent);
  for (const sop of [real, deleted, `kp:sop:${crypto.randomUUID()}`]) {
    using socket = stranger.open(sop, { origin: registry.url });
    expect(await socket.closed).toEqual({ code: 4404, reason: "no such SOP" });
  }
});

test("[A21] lists of a stranger hold nothing of others", async () => {
  expect(((await (await stranger.call("GET", "/v1/sop")).json()) as { items: unknown[] }).items).toEqual([]);
});

async function upgrade(sop: string) {
  const headers = { upgrade: "websocket", connection: "Upgrade", "sec-websocket-version": "13" };
  const key = { "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==" };
  const answer = await stranger.call("GET", `/v1/sop/${sop}/ws`, undefined, { ...headers, ...key });
  return { status: answer.status, body: await answer.text() };
}
