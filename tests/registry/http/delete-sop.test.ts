import { afterAll, beforeAll, expect, test } from "bun:test";
import { createTestClock } from "#tests/support/test-clock.ts";
import type { Sop } from "#schemas/protocol/document.ts";
import { verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

const clock = createTestClock();
let world: World;
beforeAll(async () => {
  world = await openWorld({ clock, limits: { undelete_ms: 1000 } });
});
afterAll(() => world.close());

const call = (method: string, id: string, tail = "") =>
  world.call(method, `/v1/sop/${id}${tail}`, { key: world.key, body: method === "PATCH" ? [] : undefined });

test("[H10] a deleted SOP is 410 for its members, 404 for others, and in no list", async () => {
  const { id } = await world.createSop();
  expect((await call("DELETE", id)).status).toBe(204);
  for (const [method, tail] of [
    ["GET", ""],
    ["PATCH", ""],
    ["GET", "/patches"],
    ["GET", "/events"],
    ["DELETE", ""],
  ] as const) {
    expect(verdictOf(await call(method, id, tail))).toBe("410 gone");
  }
  const stranger = await world.register("stranger");
  expect(verdictOf(await world.call("GET", `/v1/sop/${id}`, { key: stranger }))).toBe("404 not_found");
  const list = await world.call<{ items: unknown[] }>("GET", "/v1/sop", { key: world.key });
  expect(list.body.items).toEqual([]);
});

test("[H10] undelete brings it back as it was, and is harmless twice", async () => {
  const { id } = await world.createSop();
  await world.edit(id, [{ op: "replace", path: "/name", value: "Kept" }]);
  const before = await world.read(id);
  await call("DELETE", id);
  for (let i = 0; i < 2; i++) {
    const back = await world.call<Sop>("POST", `/v1/sop/${id}/undelete`, { key: world.key });
    expect(back.status).toBe(200);
    expect(back.body).toMatchObject({ version: 1, head: before.head, graph: before.graph });
  }
  expect((await world.edit(id, [{ op: "replace", path: "/name", value: "On" }])).body.version).toBe(2);
});

test("[H10] after its time it is gone for good", async () => {
  const { id } = await world.createSop();
  await call("DELETE", id);
  clock.advance(1000);
  expect(verdictOf(await call("GET", id))).toBe("404 not_found");
  expect(verdictOf(await call("POST", id, "/undelete"))).toBe("404 not_found");
});
