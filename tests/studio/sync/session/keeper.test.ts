import { expect, test } from "bun:test";
import { createKeeper } from "#studio/sync/session/keeper.ts";
import { put } from "#tests/contracts/sync-store-samples.ts";
import { createFakeEnv } from "#tests/support/fake-env.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { leaveQueue, openTab, SCOPE } from "./scripted.ts";

const rename = (value: string) => [{ op: "replace", path: "/name", value }] as const;

test("[Y24] a disk that does not answer holds up no edit: it goes from memory, that is said, and it is kept when the disk answers", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", {});
  await using tab = await openTab(store, "mine", { init: null });
  const socket = await tab.welcome({ version: 5, head: "h5" });
  const answers = store.stall();
  const first = tab.sop.edit(rename("first")).onDevice;
  await tab.env.advance(9000);
  expect(tab.sop.status).toMatchObject({ unkept: 1, storeError: null });
  await tab.env.advance(2000);
  expect(await first).toBe(false);
  expect(tab.sop.status).toMatchObject({ summary: "error", unkept: 1, sent: 0 });
  expect(await tab.sop.edit(rename("second")).onDevice).toBe(false);
  expect(socket.sent.filter(({ type }) => type === "patch")).toHaveLength(2);
  answers();
  await tab.env.settle();
  expect(tab.sop.status.storeError).toBeNull();
  expect(await store.rows("mine", "pending")).toHaveLength(2);
});

test("[Y24] a disk is well again only when it has all that it was given meanwhile", async () => {
  const store = createFaultyStore(SCOPE);
  const env = createFakeEnv();
  const said: (string | null)[] = [];
  const keeper = createKeeper(store, { scope: SCOPE, client: "mine" }, env, (error) => void said.push(error));
  const first = store.stall();
  void keeper.keep([put("meta", "a", 1)]);
  await env.advance(11_000);
  expect(await keeper.keep([put("meta", "b", 2)])).toBe(false);
  const second = store.stall();
  first();
  await env.settle();
  expect(said).toHaveLength(1);
  second();
  await env.settle();
  expect(said).toEqual([expect.any(String), null]);
  expect(await store.rows("mine", "meta")).toHaveLength(2);
  expect(env.timers).toBe(0);
});

test("[Y24] [Y63] who closes waits for what is made while it closes; nobody has the name before that is on disk", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", {});
  const tab = await openTab(store, "mine", { init: null });
  const first = store.stall();
  tab.sop.edit(rename("first"));
  tab.sop.edit(rename("second"));
  const closing = tab.sop.close();
  await tab.env.settle();
  const second = store.stall();
  first();
  await tab.env.settle();
  // A field that is written in ends with its page, after the page has begun to close.
  tab.sop.edit(rename("third"));
  const third = store.stall();
  second();
  await tab.env.settle();
  expect(await store.hold({ scope: SCOPE, client: "mine" })).toBeNull();
  third();
  await closing;
  expect(await store.rows("mine", "pending")).toHaveLength(3);
  expect(await store.hold({ scope: SCOPE, client: "mine" })).not.toBeNull();
});

test("[Y60] what was refused is tried again, in its order, with what came since", async () => {
  const store = createFaultyStore(SCOPE);
  const env = createFakeEnv();
  const said: (string | null)[] = [];
  const keeper = createKeeper(store, { scope: SCOPE, client: "mine" }, env, (error) => void said.push(error));
  store.refuse(() => true);
  expect(await keeper.keep([put("meta", "a", 1)])).toBe(false);
  keeper.keepSoon([put("meta", "a", 2)]);
  store.refuse(() => false);
  await env.advance(6000);
  expect(said).toEqual(["no room", null]);
  expect(await store.rows("mine", "meta")).toMatchObject([{ value: 2 }]);
  await keeper.stop();
  expect(await keeper.keep([put("meta", "a", 3)])).toBe(false);
  expect(env.timers).toBe(0);
});
