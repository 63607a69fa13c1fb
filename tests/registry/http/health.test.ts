import { expect, test } from "bun:test";
import { createTestClock } from "#tests/support/test-clock.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { callHttp, verdictOf } from "./http-caller.ts";
import { openWorld } from "./world.ts";

test("[H15] healthz says that the process lives, readyz that its database answers", async () => {
  let broken = false;
  const world = await openWorld({
    wrap: (storage) => ({
      ...storage,
      ping: () => (broken ? Promise.reject(new Error("disk gone")) : storage.ping()),
    }),
  });
  try {
    expect((await world.call("GET", "/healthz")).status).toBe(200);
    expect((await world.call("GET", "/readyz")).status).toBe(200);
    broken = true;
    expect((await world.call("GET", "/healthz")).status).toBe(200);
    const reply = await world.call("GET", "/readyz");
    expect(verdictOf(reply)).toBe("503 storage");
    expect(reply.text).not.toContain("disk gone");
    expect(reply.body.detail).toContain("database");
    expect(reply.headers.get("retry-after")).toBe("1");
  } finally {
    await world.close();
  }
});

test("[M6] readyz says when the database hangs, and when the registry stops", async () => {
  const clock = createTestClock();
  const asked = Promise.withResolvers<void>();
  let hangs = true;
  await using registry = await startRegistry({
    clock,
    wrap: (storage) => ({
      ...storage,
      ping() {
        asked.resolve();
        return hangs ? new Promise<void>(() => {}) : storage.ping();
      },
    }),
  });
  const ask = () => callHttp(registry.url, "GET", "/readyz");
  const hanging = ask();
  await asked.promise;
  clock.advance(2000);
  expect((await hanging).body).toMatchObject({ code: "storage", detail: expect.stringContaining("2000 ms") });
  hangs = false;
  expect((await ask()).status).toBe(200);
  await registry.rooms.closeAll();
  expect((await ask()).body).toMatchObject({
    code: "overloaded",
    detail: expect.stringContaining("stopping"),
  });
});
