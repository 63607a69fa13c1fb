import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect } from "./connect.ts";
import { echoOf } from "./expect-fate.ts";
import { smallGraph } from "./graphs.ts";
import { call, createSop, patchSop, register, type Agent, type Problem } from "./http-client.ts";
import type { Sop } from "./json.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";

const PAGE = "https://canvas.example";

let registry: RegistryProcess;
let agent: Agent;
let sop: Sop;
beforeAll(async () => {
  registry = await startRegistryProcess({
    env: {
      KP_ALLOWED_ORIGINS: PAGE,
      KP_LIMIT_PATCH_RATE: "20",
      KP_LIMIT_PATCH_BURST: "20",
      KP_LIMIT_PATCH_QUEUE: "30",
      KP_LIMIT_CALL_RATE: "50",
      KP_LIMIT_CALL_BURST: "200",
    },
  });
  agent = await register(registry.url, "hasty");
  sop = await createSop(registry.url, agent, smallGraph());
});
afterAll(() => registry.remove());

const move = (x: number) => [{ op: "replace", path: "/nodes/b/position/x", value: x }];

test("[B2] patches of one peer over HTTP are delayed, not refused, up to the queue; then 429", async () => {
  const started = performance.now();
  const query = "client=hasty-one";
  const edit = (x: number) => patchSop<{ version: number }>(registry.url, agent, sop.id, move(x), { query });
  const replies = await Promise.all(Array.from({ length: 40 }, (_, i) => edit(i + 1)));
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
  // 20 at once, 20 more at 20 a second.
  expect(performance.now() - started).toBeGreaterThan(800);
  // 30 may wait; what else is taken meanwhile is what so slow a machine took seconds to ask for.
  const flood = await Promise.all(Array.from({ length: 150 }, (_, i) => edit(i + 100)));
  const refused = flood.filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThan(10);
  for (const { status, headers, body } of refused) {
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect((body as unknown as Problem).code).toBe("rate_limited");
  }
});

test("[B2] a peer is no faster by socket and HTTP together", async () => {
  const peer = await connect(registry.url, agent, sop.id, { client: "both-ways" });
  const started = performance.now();
  const messages = Array.from({ length: 20 }, (_, i) => ({
    type: "patch",
    id: `m${i}`,
    base: peer.version,
    ts: Date.now(),
    ops: [{ op: "replace", path: "/nodes/a/position/y", value: i + 1 }],
  }));
  const path = `/sop/${sop.id}/messages?client=both-ways`;
  const answer = await call<unknown[]>(registry.url, agent, "POST", path, { body: messages });
  expect(answer.body).toHaveLength(20);
  const fates = Array.from({ length: 20 }, (_, i) =>
    peer.edit([{ op: "replace", path: "/nodes/a/position/x", value: i + 1 }]),
  );
  await Promise.all(fates.map(echoOf));
  // 20 at once and 20 more at 20 a second; whoever had a rate of its own there would have another burst.
  expect(performance.now() - started).toBeGreaterThan(800);
  await peer.leave();
});

test("[M2] calls are limited per key, with headers that say so, and another key goes on", async () => {
  const other = await register(registry.url, "patient");
  const calls = Array.from({ length: 800 }, () => call<Problem>(registry.url, agent, "GET", "/sop?limit=1"));
  const replies = await Promise.all(calls);
  const refused = replies.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(replies.filter(({ status }) => status === 200).length + refused.length).toBe(800);
  for (const { headers } of replies) {
    expect(headers.get("ratelimit-limit")).toBe("200");
    expect(headers.get("ratelimit-remaining")).toMatch(/^\d+$/);
    expect(headers.get("ratelimit-reset")).toMatch(/^\d+$/);
  }
  expect(refused[0]?.body.code).toBe("rate_limited");
  expect(refused[0]?.headers.get("retry-after")).toBe("1");
  expect((await call(registry.url, other, "GET", "/sop")).status).toBe(200);
});

test("[M4] pages of a named origin may call, others' may not", async () => {
  const visitor = await register(registry.url, "visitor");
  const create = (origin: string) =>
    call(registry.url, visitor, "POST", "/sop", { body: { graph: smallGraph() }, headers: { origin } });
  const made = await create(PAGE);
  expect(made.status).toBe(201);
  expect(made.headers.get("access-control-allow-origin")).toBe(PAGE);
  const refused = await create("https://elsewhere.example");
  expect(refused.status).toBe(403);
  expect(refused.headers.get("access-control-allow-origin")).toBeNull();
  const preflight = await call(registry.url, null, "OPTIONS", `/sop/${sop.id}`, {
    headers: {
      origin: PAGE,
      "access-control-request-method": "PATCH",
      "access-control-request-headers": "if-match",
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-origin")).toBe(PAGE);
});

test("[M1] metrics count sockets, their closes and commits", async () => {
  const peer = await connect(registry.url, agent, sop.id);
  const measure = async (line: string) =>
    Number(
      (await (await fetch(`${registry.url}/metrics`)).text())
        .split("\n")
        .find((text) => text.startsWith(`${line} `))
        ?.slice(line.length) ?? Number.NaN,
    );
  expect(await measure("kp_sockets")).toBe(1);
  expect(await measure("kp_commit_seconds_count")).toBeGreaterThan(0);
  expect(await measure("kp_fanout_seconds_count")).toBeGreaterThan(0);
  expect(await measure('kp_patches_total{outcome="committed"}')).toBeGreaterThan(60);
  await peer.leave();
  expect(await measure("kp_sockets")).toBe(0);
  expect(await measure('kp_socket_closes_total{code="1000"}')).toBeGreaterThan(0);
});
