import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import type { ServerMessage } from "#schemas/protocol/server-message.ts";
import { createTestClock } from "#tests/support/test-clock.ts";
import { verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

const clock = createTestClock();
let world: World;
let bob: string;
let eve: string;
let id: string;
beforeAll(async () => {
  world = await openWorld({ clock });
  bob = await world.register("bob");
  eve = await world.register("eve");
});
beforeEach(async () => {
  id = (await world.createSop()).id;
  for (const [agent, role] of [
    ["bob", "editor"],
    ["eve", "viewer"],
  ])
    await world.call("PUT", `/v1/sop/${id}/members/${agent}`, { key: world.key, body: { role } });
});
afterAll(() => world.close());

const lease = (key: string, node: string, ttl: unknown = 60, query = "") =>
  world.call("PUT", `/v1/sop/${id}/locks/${node}${query}`, { key, body: { ttl } });
const free = (key: string, node: string) => world.call("DELETE", `/v1/sop/${id}/locks/${node}`, { key });
const edit = (key: string, node: string, query = "") =>
  world.call("PATCH", `/v1/sop/${id}${query}`, {
    key,
    body: [{ op: "replace", path: `/nodes/${node}/position/x`, value: Math.random() }],
    headers: { "content-type": "application/json-patch+json" },
  });
const post = (key: string, nodes: string[], query = "") =>
  world.call<ServerMessage[]>("POST", `/v1/sop/${id}/messages${query}`, {
    key,
    body: [
      { type: "lock", nodes },
      { type: "presence", cursor: { x: 1, y: 1 } },
    ],
  });
const holders = async () =>
  (await world.call<{ locks: object }>("GET", `/v1/sop/${id}/presence`, { key: eve })).body.locks;

test("[L12] [L14] a lease keeps others out with 423 and its holder, and excuses its agent's calls without a client", async () => {
  const { status, body } = await lease(bob, "a");
  expect(status).toBe(200);
  const expires_at = new Date(clock.now() + 60_000).toISOString();
  expect(body).toEqual({ node: "a", peer: "bob/http", expires_at } as never);
  const refused = await edit(world.key, "a");
  expect(verdictOf(refused)).toBe("423 node_locked");
  expect(refused.body).toMatchObject({ by: { agent: "bob", peer: "bob/http" } });
  const again = await lease(world.key, "a");
  expect(verdictOf(again)).toBe("423 node_locked");
  expect(again.body).toMatchObject({ by: { agent: "bob", peer: "bob/http" } });
  expect((await edit(bob, "a")).status).toBe(200);
  expect(verdictOf(await edit(bob, "a", "?client=other-tab"))).toBe("423 node_locked");
});

test("[L12] a lease ends by its time and can be renewed before", async () => {
  await lease(bob, "a", 10);
  clock.advance(9000);
  expect((await lease(bob, "a", 10)).status).toBe(200);
  clock.advance(9000);
  expect(await holders()).toEqual({ a: "bob/http" });
  clock.advance(1000);
  expect(await holders()).toEqual({});
  expect((await edit(world.key, "a")).status).toBe(200);
});

test("[L12] [L11] with client= it is that peer's, and another of the agent's takes it over", async () => {
  await lease(bob, "a", 60, "?client=script-01");
  expect(await holders()).toEqual({ a: "bob/script-01" });
  expect((await edit(bob, "a", "?client=script-01")).status).toBe(200);
  await lease(bob, "a", 60);
  expect(await holders()).toEqual({ a: "bob/http" });
});

test("[L13] its agent frees it, an owner breaks it, nobody else does; a free node stays free", async () => {
  await lease(bob, "a");
  expect((await free(bob, "a")).status).toBe(204);
  await lease(bob, "a");
  expect((await free(world.key, "a")).status).toBe(204);
  expect((await free(bob, "a")).status).toBe(204);
  await lease(world.key, "a");
  expect(verdictOf(await free(bob, "a"))).toBe("403 forbidden");
  expect(await holders()).toEqual({ a: "owner/http" });
});

test("[L12] [L15] what cannot be leased is said: no such node, no such time, not by viewers", async () => {
  expect(verdictOf(await lease(bob, "nowhere"))).toBe("404 not_found");
  for (const ttl of [0, 601, 1.5, "60", null])
    expect(verdictOf(await lease(bob, "a", ttl))).toBe("422 invalid");
  expect(verdictOf(await lease(bob, "__proto__"))).toBe("422 invalid");
  expect(verdictOf(await lease(bob, "a", 60, "?client=short"))).toBe("422 invalid");
  expect(verdictOf(await lease(eve, "a"))).toBe("403 forbidden");
  expect(verdictOf(await free(eve, "a"))).toBe("403 forbidden");
});

test("[L17] a held lock keeps its SOP in memory beyond the time of an empty one", async () => {
  await lease(bob, "a", 600);
  clock.advance(500_000);
  expect(await holders()).toEqual({ a: "bob/http" });
  clock.advance(100_000);
  expect(await holders()).toEqual({});
});

test("[L16] messages take locks and answer them; five quiet minutes end them", async () => {
  expect((await post(bob, ["a", "nowhere"], "?client=script-01")).body).toEqual([
    { type: "locks", peer: "bob/script-01", nodes: ["a"], denied: [{ node: "nowhere", peer: null }] },
  ]);
  expect((await post(bob, ["b"])).body).toEqual([{ type: "locks", peer: "bob/http", nodes: ["b"] }]);
  expect((await edit(bob, "b")).status).toBe(200);
  expect((await post(eve, ["a"])).body).toMatchObject([{ type: "error", code: "forbidden" }]);
  clock.advance(200_000);
  await edit(bob, "a", "?client=script-01");
  clock.advance(100_000);
  expect(await holders()).toEqual({ a: "bob/script-01" });
  clock.advance(200_000);
  expect(await holders()).toEqual({});
});
