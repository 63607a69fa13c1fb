import { expect, test } from "bun:test";
import { type Account, register, SMALL_GRAPH, withScopes } from "#tests/support/account.ts";
import { startRegistry, type TestRegistry } from "#tests/support/registry.ts";

const NO_SOP = "kp:sop:00000000-0000-4000-8000-000000000000";
const FOREIGN = "https://elsewhere.example";

test("[P1] the subprotocol sop.v1 is echoed when it is offered", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using offering = ann.open(sop, { protocols: ["other", "sop.v1"] });
  await offering.expect("init");
  expect(offering.protocol).toBe("sop.v1");
  using silent = ann.open(sop);
  await silent.expect("init");
  expect(silent.protocol).toBe("");
});

test("[P1] [H1] without Origin a refusal is a problem document before the upgrade", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const bob = await register(registry, "bob");
  const sop = await ann.createSop();
  expect(await refused(registry, sop, "kp_nobody")).toMatchObject({ status: 401, code: "unauthenticated" });
  expect(await refused(registry, `${sop}/ws?ticket=t`, "", "")).toMatchObject({ status: 401 });
  expect(await refused(registry, NO_SOP, ann.key)).toMatchObject({ status: 404, code: "not_found" });
  expect(await refused(registry, "rubbish%zz", ann.key)).toMatchObject({ status: 404, code: "not_found" });
  expect(await refused(registry, sop, bob.key)).toEqual(await refused(registry, NO_SOP, bob.key));
  expect(await refused(registry, sop, ann.key, "/ws?client=short")).toMatchObject({ status: 422 });
  await ann.call("DELETE", `/v1/sop/${sop}`);
  expect(await refused(registry, sop, ann.key)).toMatchObject({ status: 410, code: "gone" });
});

test("[P1] a browser is upgraded, told nothing, and closed with what it may not do", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const bob = await register(registry, "bob");
  const sop = await ann.createSop();
  const { url: origin } = registry;
  expect(await closeCode(ann, sop, { key: "kp_nobody", origin })).toBe(4401);
  expect(await closeCode(ann, sop, { origin: FOREIGN })).toBe(4403);
  expect(await closeCode(ann, sop, { origin: "null" })).toBe(4403);
  expect(await closeCode(bob, sop, { origin })).toBe(4404);
  using welcome = ann.open(sop, { origin });
  await welcome.expect("init");
  await ann.call("DELETE", `/v1/sop/${sop}`);
  expect(await closeCode(ann, sop, { origin })).toBe(4410);
});

test("[P1] an origin named in KP_ALLOWED_ORIGINS is let in", async () => {
  await using registry = await startRegistry({ config: { allowedOrigins: [FOREIGN] } });
  const ann = await register(registry, "ann");
  using socket = ann.open(await ann.createSop(), { origin: FOREIGN });
  expect(await socket.expect("init")).toMatchObject({ version: 0 });
});

test("[P1] [C1] switched-off WebSockets are answered with 404 and why; plain calls to the address with 426", async () => {
  await using off = await startRegistry({ config: { websocketEnabled: false } });
  expect(await refused(off, NO_SOP, "")).toMatchObject({
    status: 404,
    detail: expect.stringContaining("KP_WEBSOCKET_ENABLED"),
  });
  await using on = await startRegistry();
  const plain = await fetch(`${on.url}/v1/sop/${NO_SOP}/ws`);
  expect(plain.status).toBe(426);
  expect(await plain.json()).toMatchObject({ code: "malformed" });
});

test("[P1] a key without the scope read sees nothing", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  const { key } = await withScopes(registry, ann, ["write"]);
  expect(await refused(registry, sop, key)).toMatchObject({ status: 403, code: "forbidden" });
});

test("[P2] init comes first and says who I am, who is here, the bounds, and the whole SOP", async () => {
  await using registry = await startRegistry({ limits: { peers: 7 } });
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using one = ann.open(sop, { client: "tab-one-1" });
  const init = await one.expect("init");
  expect(init).toMatchObject({ protocol: 1, version: 0, head: "", locks: {}, limits: { peers: 7 } });
  expect(init.you).toMatchObject({ peer: "ann/tab-one-1", agent: "ann", role: "owner", last: null });
  expect(init.peers.map(({ peer }) => peer)).toEqual(["ann/tab-one-1"]);
  expect(init.sop).toMatchObject({ id: sop, created_by: "ann", role: "owner", graph: SMALL_GRAPH });

  using two = ann.open(sop);
  const second = await two.expect("init");
  expect(second.you.peer).toMatch(/^ann\/[A-Za-z0-9_-]{8,64}$/);
  expect(second.you.color).toBe(init.you.color);
  expect(await one.expect("join")).toMatchObject({ peer: { peer: second.you.peer, name: "ann" } });
  two.close();
  expect(await one.expect("leave")).toMatchObject({ peer: second.you.peer });
});

test("[P2] since and head bring what was missed; any other head, or none, the whole SOP", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using writer = ann.open(sop, { client: "tab-one-1" });
  await writer.expect("init");
  for (const n of [1, 2, 3]) {
    const ops = [{ op: "replace", path: "/nodes/a/position/x", value: n }];
    writer.send({ type: "patch", id: `p${n}`, base: null, ts: Date.now(), ops });
  }
  const history = (await writer.patches(3)).map(plain);
  const [first, second, third] = history;

  expect(await initOf(ann, sop, 1, first?.head)).toMatchObject({ patches: [second, third], version: 3 });
  expect(await initOf(ann, sop, 0, "")).toMatchObject({ patches: history });
  expect((await initOf(ann, sop, 3, third?.head)).patches).toEqual([]);
  for (const [since, head] of [
    [1, "wronghea"],
    [3, "wronghea"],
    [9, third?.head],
    [2, undefined],
  ] as const) {
    const init = await initOf(ann, sop, since, head);
    expect(init.patches).toBeUndefined();
    expect(init.sop).toMatchObject({ version: 3, graph: { nodes: { a: { position: { x: 3 } } } } });
  }
  using again = ann.open(sop, { client: "tab-one-1" });
  expect(await again.expect("init")).toMatchObject({ you: { last: "p3" } });
});

test("[P15] the shortest way to catch up is never more than the SOP, and says whether the history is the same", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using writer = ann.open(sop, { client: "tab-one-1" });
  await writer.expect("init");
  const small = [{ op: "replace", path: "/nodes/a/position/x", value: 7 }];
  const large = [{ op: "add", path: "/description", value: "x".repeat(5000) }];
  for (const [id, ops] of Object.entries({
    p1: large,
    p2: large.map((op) => ({ ...op, value: "short" })),
    p3: small,
  })) {
    writer.send({ type: "patch", id, base: null, ts: Date.now(), ops });
  }
  const [first, second] = await writer.patches(3);

  const near = await initOf(ann, sop, 2, second?.head, true);
  expect(near.patches).toHaveLength(1);
  expect(near.since).toBeUndefined();
  expect((await initOf(ann, sop, 0, "", false)).patches).toHaveLength(3);
  const far = await initOf(ann, sop, 0, "", true);
  expect(far).toMatchObject({ since: 0, sop: { version: 3 } });
  expect(far.patches).toBeUndefined();
  using fresh = ann.open(sop);
  const plain = await fresh.expect("init");
  expect(far.limits).toEqual({});
  expect(Object.keys(plain.limits).length).toBeGreaterThan(5);
  expect(JSON.stringify(far).length).toBeLessThan(JSON.stringify(plain).length);
  const strange = await initOf(ann, sop, 1, "wronghea", true);
  expect(strange.sop).toBeDefined();
  expect(strange.since).toBeUndefined();
  expect(first?.version).toBe(1);
});

function plain(patch: { readonly type?: string; readonly head: string }) {
  const { type, ...rest } = patch;
  return type === undefined ? patch : rest;
}

async function initOf(
  account: Account,
  sop: string,
  since: number,
  head: string | undefined,
  shortest = false,
) {
  using socket = account.open(sop, { since, head, shortest });
  return await socket.expect("init");
}

async function closeCode(account: Account, sop: string, options: Parameters<Account["open"]>[1]) {
  using socket = account.open(sop, options);
  const { code } = await socket.closed;
  expect(socket.unread).toEqual([]);
  return code;
}

async function refused(registry: TestRegistry, sop: string, key: string, rest = "/ws") {
  const response = await fetch(`${registry.url}/v1/sop/${sop}${rest}`, {
    headers: {
      authorization: `Bearer ${key}`,
      upgrade: "websocket",
      connection: "Upgrade",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      "sec-websocket-version": "13",
    },
  });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  return (await response.json()) as Record<string, unknown>;
}
