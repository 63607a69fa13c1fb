import { expect, test } from "bun:test";
import { createFaultyStore } from "./faulty-store.ts";
import { leaveQueue, madePatch, openTab, patchesOn, SCOPE, whole } from "./scripted.ts";

test("[Y30] [Y35] a patch whose base was lost goes only when it is kept without: a tab that comes back sends the same", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", { pending: [madePatch("p1", 5)] });
  const tab = await openTab(store, "mine", { init: null });
  const letThrough = store.stall();
  const socket = await tab.welcome(whole(3));
  await tab.env.advance(1000);
  expect(patchesOn(socket)).toEqual([]);
  letThrough();
  await tab.env.settle();
  expect(patchesOn(socket)).toEqual([{ id: "p1", base: null }]);
  expect(await store.rows("mine", "pending")).toMatchObject([{ value: { id: "p1", base: null } }]);
  await tab.sop.close();
});

test("[Y30] [Y35] also where its first keeping ends only after its base was lost", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", {});
  const tab = await openTab(store, "mine", { init: null });
  const first = store.stall();
  tab.sop.edit([{ op: "replace", path: "/name", value: "Mine" }]);
  await tab.env.settle();
  const second = store.stall();
  const socket = await tab.welcome(whole(3));
  first();
  await tab.env.settle();
  expect(await store.rows("mine", "pending")).toMatchObject([{ value: { base: 5 } }]);
  expect(patchesOn(socket)).toEqual([]);
  second();
  await tab.env.settle();
  expect(patchesOn(socket)).toMatchObject([{ base: null }]);
  expect(await store.rows("mine", "pending")).toMatchObject([{ value: { base: null } }]);
  await tab.sop.close();
});
