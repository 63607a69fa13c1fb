import { expect, test } from "bun:test";
import { verdictOf } from "./http-caller.ts";
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
  } finally {
    await world.close();
  }
});
