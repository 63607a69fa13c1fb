import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { type Account, register } from "#tests/support/account.ts";
import { startRegistry, type TestRegistry } from "#tests/support/registry.ts";
import { share, verdictOf } from "#tests/support/share.ts";
import { createTestClock } from "#tests/support/test-clock.ts";

const clock = createTestClock(Date.now());
let registry: TestRegistry;
let ann: Account;
let bob: Account;
let stranger: Account;
const streams: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  registry = await startRegistry({ clock });
  ann = await register(registry, "ann");
  bob = await register(registry, "bob");
  stranger = await register(registry, "stranger");
});
afterEach(async () => {
  await Promise.all(streams.splice(0).map((stream) => stream.close()));
});
afterAll(() => registry[Symbol.asyncDispose]());

/** The news of an account, event by event: `next` gives type and id. */
async function listen(who: Account) {
  const answer = await who.call("GET", "/v1/events");
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  let text = "";
  async function next(): Promise<Record<string, unknown>> {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end < 0) {
        const { done, value } = await reader.read();
        if (done) throw new Error("the stream ended");
        text += new TextDecoder().decode(value);
        continue;
      }
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (data !== undefined) return JSON.parse(data) as Record<string, unknown>;
    }
  }
  const stream = { next, close: () => reader.cancel() };
  streams.push(stream);
  return stream;
}

const edit = (who: Account, sop: string) =>
  who.call("PATCH", `/v1/sop/${sop}`, [{ op: "replace", path: "/name", value: crypto.randomUUID() }], {
    "content-type": "application/json-patch+json",
  });

test("[A29] made, shared, another role, taken away, deleted: each to those whom it concerns", async () => {
  const mine = await listen(ann);
  const his = await listen(bob);
  const others = await listen(stranger);
  const sop = await ann.createSop();
  expect(await mine.next()).toMatchObject({
    type: "sop.created",
    id: sop,
    sop: { role: "owner", name: "Refund" },
  });
  await share(ann, sop, bob, "viewer");
  expect(await his.next()).toMatchObject({ type: "sop.shared", id: sop, sop: { role: "viewer" } });
  await share(ann, sop, bob, "editor");
  expect(await his.next()).toMatchObject({ type: "sop.role", id: sop, sop: { role: "editor" } });
  await ann.call("DELETE", `/v1/sop/${sop}/members/bob`);
  expect(await his.next()).toEqual({ type: "sop.removed", id: sop });
  await ann.call("DELETE", `/v1/sop/${sop}`);
  expect(await mine.next()).toEqual({ type: "sop.removed", id: sop });
  await ann.call("POST", `/v1/sop/${sop}/undelete`);
  expect(await mine.next()).toMatchObject({ type: "sop.created", id: sop });
  // What comes first to the others is their own.
  const own = await stranger.createSop();
  expect(await others.next()).toMatchObject({ type: "sop.created", id: own });
});

test("[A29] updates are told once a second, to members alone", async () => {
  const sop = await ann.createSop();
  await share(ann, sop, bob, "viewer");
  const mine = await listen(ann);
  const his = await listen(bob);
  for (let i = 0; i < 3; i++) await edit(ann, sop);
  clock.advance(1000);
  expect(await mine.next()).toMatchObject({ type: "sop.updated", id: sop, sop: { version: 3 } });
  expect(await his.next()).toMatchObject({ type: "sop.updated", sop: { version: 3, role: "viewer" } });
  await edit(ann, sop);
  await ann.call("DELETE", `/v1/sop/${sop}/members/bob`);
  expect(await his.next()).toEqual({ type: "sop.removed", id: sop });
  clock.advance(1000);
  expect(await mine.next()).toMatchObject({ type: "sop.updated", sop: { version: 4 } });
  const own = await bob.createSop();
  expect(await his.next()).toMatchObject({ type: "sop.created", id: own });
});

test("[A28] a revoked key ends its news", async () => {
  const made = (await (await ann.call("POST", "/v1/auth/keys", {})).json()) as {
    api_key: string;
    key_prefix: string;
  };
  const answer = await fetch(`${registry.url}/v1/events`, {
    headers: { authorization: `Bearer ${made.api_key}` },
  });
  const told = answer.text();
  await ann.call("DELETE", `/v1/auth/keys/${made.key_prefix}`);
  expect(await told).toContain('"code":4401');
});

test("[A29] [B3] an agent listens to its news a number of times, and no more", async () => {
  const busy = await register(registry, "busy");
  await Promise.all(Array.from({ length: 32 }, () => listen(busy)));
  expect(await verdictOf(busy.call("GET", "/v1/events"))).toBe("503 overloaded");
});

test("[H5] a list says who is in a SOP now, an agent once", async () => {
  const sop = await ann.createSop();
  await share(ann, sop, bob, "viewer");
  using one = bob.open(sop, { client: "bob-tab-1" });
  using two = bob.open(sop, { client: "bob-tab-2" });
  await one.expect("init");
  await two.expect("init");
  const { items } = (await (await ann.call("GET", "/v1/sop")).json()) as {
    items: { id: string; peers: { agent: string; name: string }[] }[];
  };
  expect(items.find(({ id }) => id === sop)?.peers).toMatchObject([{ agent: "bob", name: "bob" }]);
});
