import { expect, test } from "bun:test";
import type { QueueName, Write } from "#studio/sync/store/store.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { asideOf, eventOf, leaveQueue, madePatch, openTab, SCOPE } from "./scripted.ts";

/** Their tab is gone; mine has just been opened, and looks for such. */
const [GONE, MINE] = ["gone", "mine"] as const;
/** The closed tab's history is the registry's. */
const LOG = [eventOf("old", 5, "other")];
/** There is no room for what is set aside, where all else fits in. */
const putsAside = (queue: QueueName, writes: readonly Write[]) =>
  queue.client === MINE && writes.some((write) => "put" in write && write.put.kind === "aside");

test("[Y31] what a closed tab had set aside stays in its queue while there is no room for it here", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, GONE, { asides: [asideOf("p1")] });
  store.refuse(putsAside);
  {
    await using tab = await openTab(store, MINE);
    expect(tab.warnings.join()).toContain("what another tab left could not be brought home yet");
  }
  expect(await store.rows(GONE, "aside")).toHaveLength(1);

  store.refuse(() => false);
  await using tab = await openTab(store, MINE);
  expect(tab.sop.asides.list().map(({ id }) => id)).toEqual(["p1"]);
  expect(await store.rows(MINE, "aside")).toHaveLength(1);
  expect(await store.rows(GONE, "aside")).toEqual([]);
});

test("[Y30] [Y31] what a closed tab had sent without an answer goes again in its own name, if it was judged", async () => {
  const store = createFaultyStore(SCOPE);
  const unknown = asideOf("p1", { kind: "unknown", made: madePatch("p1") });
  await leaveQueue(store, GONE, { asides: [unknown] });
  await using tab = await openTab(store, MINE, { log: [...LOG, eventOf("p1", 6, GONE)] });
  expect(tab.posted).toEqual([{ id: "p1", base: 5, client: GONE }]);
  expect(tab.sop.asides.list()).toEqual([]);
});

test("[Y30] [Y31] a closed tab's edit that was surely not judged is tried again as a new one of mine", async () => {
  const store = createFaultyStore(SCOPE);
  const unknown = asideOf("p1", { kind: "unknown", made: madePatch("p1") });
  await leaveQueue(store, GONE, { asides: [unknown] });
  await using tab = await openTab(store, MINE, { log: LOG });
  expect(tab.posted).toEqual([]);
  expect(tab.sop.asides.list()).toMatchObject([{ id: "p1", kind: "unsent" }]);
  const receipt = tab.sop.asides.retry("p1");
  expect(receipt?.patches).toHaveLength(1);
  expect(receipt?.patches).not.toContain("p1");
});

test("[Y31] a queue that does not say whose it is sends nothing; what it holds comes to who opens the SOP next", async () => {
  const store = createFaultyStore(SCOPE);
  const pending = [madePatch("p2"), madePatch("p3")];
  const asides = [asideOf("p1"), asideOf("p4", { kind: "unknown", made: madePatch("p4") })];
  await leaveQueue(store, GONE, { standing: null, pending, asides });
  const log = [...LOG, eventOf("p2", 6, GONE), eventOf("p4", 7, GONE)];
  await using tab = await openTab(store, MINE, { log });
  expect(tab.posted).toEqual([]);
  expect(tab.sop.asides.list().map(({ id, code }) => [id, code])).toEqual([
    ["p1", "node_locked"],
    ["p3", "place_lost"],
  ]);
  expect(await store.rows(MINE, "aside")).toHaveLength(2);
  expect(await store.rows(GONE)).toEqual([]);
});

test("[Y31] bringing home ends at once where there is no room for what was refused; the closed tab's queue has it still", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, GONE, { pending: [madePatch("p1"), madePatch("p2")] });
  store.refuse(putsAside);
  const refused = { op: 0, status: "rejected", code: "node_locked" };
  // The second one's answer never comes.
  const answer = ([first]: readonly { readonly id: string }[]) =>
    first?.id === "p1"
      ? [{ type: "outcome", id: "p1", version: null, ops: [refused] }]
      : new Promise<never>(() => {});
  await using tab = await openTab(store, MINE, { log: LOG, answer });
  expect(tab.posted.map(({ id }) => id)).toEqual(["p1", "p2"]);
  expect(await store.rows(GONE, "pending")).toHaveLength(2);
  // Its name is free again, for the next time.
  expect(await store.hold({ scope: SCOPE, client: GONE })).not.toBeNull();
});
