import { expect, test } from "bun:test";
import { createMemoryStore } from "#studio/sync/store/memory.ts";
import { rejectionOf } from "#tests/contracts/rejection.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { asideOf, leaveQueue, madePatch, openTab, patchesOn, SCOPE, whole } from "./scripted.ts";

const rename = (value: string) => [{ op: "replace", path: "/name", value }] as const;
const DAY_MS = 24 * 60 * 60 * 1000;

test("[Y24] an edit that was not on this device is, once there is room again", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", {});
  await using tab = await openTab(store, "mine", { init: null });
  store.refuse(() => true);
  expect(await tab.sop.edit(rename("Mine")).onDevice).toBe(false);
  expect(tab.sop.status).toMatchObject({ unkept: 1, kept: 0, summary: "error" });
  store.refuse(() => false);
  await tab.env.advance(6000);
  expect(await store.rows("mine", "pending")).toHaveLength(1);
  expect(tab.sop.status).toMatchObject({ unkept: 0, kept: 1, storeError: null });
});

test("[Y31] a queue that could not be read is free for who tries again", async () => {
  const store = createMemoryStore();
  let isBroken = true;
  await leaveQueue(store, "mine", { pending: [madePatch("p1")] });
  const read: typeof store.read = (queue) =>
    isBroken ? Promise.reject(new Error("the disk fails")) : store.read(queue);
  const opening = openTab({ ...store, read }, "mine", { init: null });
  expect(String(await rejectionOf(opening))).toContain("the disk fails");
  isBroken = false;
  await using tab = await openTab({ ...store, read }, "mine", { init: null });
  expect(tab.sop.client).toBe("mine");
  expect(tab.sop.status.kept).toBe(1);
});

test("[Y30] edits are whose they were made as, also where somebody signed in anew over an unchanged graph", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", {});
  {
    await using tab = await openTab(store, "mine", { agent: "bob", init: { version: 5, head: "h5" } });
    await tab.sop.edit(rename("Bob's")).onDevice;
    expect(tab.sop.peer).toBe("bob/mine");
  }
  await using again = await openTab(store, "mine", { agent: "bob", init: null });
  expect(again.sop.peer).toBe("bob/mine");
  await again.welcome({ version: 5, head: "h5" });
  expect(again.sop.asides.list()).toEqual([]);
});

test("[Y30] a clock that was a day ahead for a while does not date later edits a day ahead", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", {});
  await using tab = await openTab(store, "mine", { init: null });
  const { env, sop } = tab;
  env.setClock(DAY_MS);
  await sop.edit(rename("ahead")).onDevice;
  env.setClock(0);
  await sop.edit(rename("right")).onDevice;
  const rows = await store.rows("mine", "pending");
  expect(rows.map(({ value }) => (value as { ts: number }).ts - env.now())).toEqual([DAY_MS, 0]);
});

test("[Y26] [Y35] what was set aside with its fate unknown is tried again without a base that the registry has lost", async () => {
  const store = createFaultyStore(SCOPE);
  const unknown = asideOf("p1", { kind: "unknown", made: madePatch("p1", 5) });
  await leaveQueue(store, "mine", { asides: [unknown] });
  await using tab = await openTab(store, "mine", { init: null });
  const socket = await tab.welcome(whole(3));
  tab.sop.asides.retry("p1");
  await tab.env.settle();
  expect(patchesOn(socket)).toEqual([{ id: "p1", base: null }]);
});
