import { expect, test } from "bun:test";
import { systemEnv } from "#studio/sync/system-env.ts";

test("[Y17] surroundings without a page: names are good client names, nothing wakes, there is a network", () => {
  const env = systemEnv();
  const names = Array.from({ length: 100 }, () => env.newId());
  expect(new Set(names).size).toBe(100);
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  expect(env.isOnline()).toBe(true);
  expect(Math.abs(env.now() - Date.now())).toBeLessThan(60_000);
  env.onWake(() => {})();
});

test("[Y17] a timer runs once, and not at all when it was ended", async () => {
  const env = systemEnv();
  const { promise, resolve } = Promise.withResolvers<string>();
  env.after(0, () => resolve("ended too late"))();
  env.after(1, () => resolve("ran"));
  expect(await promise).toBe("ran");
});
