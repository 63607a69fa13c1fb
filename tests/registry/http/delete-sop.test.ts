import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Storage } from "#registry/storage/storage.ts";
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

test("[H10] [P12] whoever is on the way in while it is deleted does not stay", async () => {
  const gate = Promise.withResolvers<void>();
  const loading = Promise.withResolvers<void>();
  const slowly = (storage: Storage): Storage => ({
    ...storage,
    sops: {
      ...storage.sops,
      async update(sop, change) {
        const done = await storage.sops.update(sop, change);
        gate.resolve();
        return done;
      },
    },
    log: {
      ...storage.log,
      async load(sop, version) {
        loading.resolve();
        await gate.promise;
        return storage.log.load(sop, version);
      },
    },
  });
  const slow = await openWorld({ wrap: slowly });
  try {
    const { id } = await slow.createSop();
    const coming = slow.call("GET", `/v1/sop/${id}/events?client=coming-01`, { key: slow.key });
    await loading.promise;
    const deleting = slow.call("DELETE", `/v1/sop/${id}`, { key: slow.key });
    expect((await deleting).status).toBe(204);
    const { status, text } = await coming;
    expect(status === 410 || text.includes('"code":4410')).toBe(true);
  } finally {
    await slow.close();
  }
});
