import { afterAll, beforeAll, expect, test } from "bun:test";
import { openEvents, type EventStream } from "#tests/contract-client/event-stream.ts";
import { type Account, accountOf, register } from "#tests/support/account.ts";
import { startRegistry, type TestRegistry } from "#tests/support/registry.ts";
import { accept, invite, openUp, share } from "#tests/support/share.ts";

let registry: TestRegistry;
let ann: Account;
let bob: Account;
beforeAll(async () => {
  registry = await startRegistry();
  ann = await register(registry, "ann");
  bob = await register(registry, "bob");
});
afterAll(() => registry[Symbol.asyncDispose]());

/** A listener's stream and a peer's: rights reach both alike. */
async function openBoth(who: Pick<Account, "agent" | "key">, sop: string): Promise<EventStream[]> {
  const account = { id: who.agent, key: who.key };
  const streams = [
    await openEvents(registry.url, account, sop),
    await openEvents(registry.url, account, sop, { query: `client=${who.agent}-stream` }),
  ];
  for (const stream of streams) expect((await stream.next()).event).toBe("init");
  return streams;
}

async function until(stream: EventStream, event: string): Promise<unknown> {
  for (;;) {
    const next = await stream.next();
    if (next.event === event) return next.data;
  }
}

test("[A27] a change of role or visibility reaches streams in place", async () => {
  const sop = await ann.createSop();
  await share(ann, sop, bob, "editor");
  const streams = await openBoth(bob, sop);
  await share(ann, sop, bob, "viewer");
  await openUp(ann, sop, "network");
  for (const stream of streams) {
    expect(await until(stream, "role")).toEqual({ type: "role", role: "viewer" });
    expect(await until(stream, "sop")).toMatchObject({ type: "sop", visibility: "network" });
    await stream.close();
  }
});

test("[A28] a removed member's streams end with 4403, a deleted SOP's with 4410", async () => {
  for (const [end, code] of [
    [(sop: string) => ann.call("DELETE", `/v1/sop/${sop}/members/bob`), 4403],
    [(sop: string) => ann.call("DELETE", `/v1/sop/${sop}`), 4410],
  ] as const) {
    const sop = await ann.createSop();
    await share(ann, sop, bob, "viewer");
    const streams = await openBoth(bob, sop);
    expect((await end(sop)).status).toBe(204);
    for (const stream of streams) expect(await until(stream, "close")).toMatchObject({ type: "close", code });
  }
});

test("[A28] a revoked key ends its streams with 4401", async () => {
  const sop = await ann.createSop();
  await share(ann, sop, bob, "viewer");
  const made = await bob.call("POST", "/v1/auth/keys", {});
  const { api_key, key_prefix } = (await made.json()) as { api_key: string; key_prefix: string };
  const streams = await openBoth(accountOf(registry, "bob", api_key), sop);
  expect((await bob.call("DELETE", `/v1/auth/keys/${key_prefix}`)).ok).toBe(true);
  for (const stream of streams)
    expect(await until(stream, "close")).toMatchObject({ type: "close", code: 4401 });
});

test("[A28] [A14] revoking a link ends the streams of the guests who came by it", async () => {
  const sop = await ann.createSop();
  await openUp(ann, sop, "network");
  const link = await invite(ann, sop, { role: "viewer" });
  const visitor = { call: (_: string, path: string, body?: unknown) => post(`${registry.url}${path}`, body) };
  const accepted = await accept(visitor as Account, link.token, { name: "A visitor" });
  const { api_key } = (await accepted.json()) as { api_key: string };
  const streams = await openBoth({ agent: "guest", key: api_key }, sop);
  expect((await ann.call("DELETE", `/v1/sop/${sop}/invites/${link.id}`)).ok).toBe(true);
  for (const stream of streams) expect(await until(stream, "close")).toMatchObject({ type: "close" });
});

function post(url: string, body: unknown): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return fetch(url, { method: "POST", headers, body: JSON.stringify(body ?? {}) });
}
