import { expect, test } from "bun:test";
import { KEEP } from "#studio/sync/session/stored-queue.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { asideOf, eventOf, leaveQueue, madePatch, openTab, SCOPE } from "./scripted.ts";

/** Their tab is gone; mine has just been opened, and looks for such. */
const [GONE, MINE] = ["gone", "mine"] as const;
/** The closed tab's history is the registry's. */
const LOG = [eventOf("old", 5, "other")];
const NOT_STORED = () => [{ type: "error", code: "storage", id: "p2", message: "no" }];

test("[Y31] what came home from a closed tab and was dealt with does not come again when the rest is brought home later", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, GONE, { asides: [asideOf("p1")], pending: [madePatch("p2")] });
  {
    await using tab = await openTab(store, MINE, { log: LOG, answer: NOT_STORED });
    expect(tab.sop.asides.list().map(({ id }) => id)).toEqual(["p1"]);
    tab.sop.asides.discard("p1");
  }
  expect(await store.rows(GONE, "pending")).toHaveLength(1);
  await using tab = await openTab(store, MINE, { log: LOG });
  expect(tab.posted.map(({ id }) => id)).toEqual(["p2"]);
  expect(tab.sop.asides.list()).toEqual([]);
  expect(await store.queues(SCOPE)).toEqual([{ scope: SCOPE, client: MINE }]);
});

test("[Y31] nothing comes home to a queue that is not on this device: it would not say whose it is", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, GONE, { asides: [asideOf("p1")] });
  store.refuse((_queue, writes) => writes.some((write) => "put" in write && write.put.kind === "graph"));
  await using tab = await openTab(store, MINE);
  expect(tab.sop.asides.list()).toEqual([]);
  expect(await store.rows(GONE, "aside")).toHaveLength(1);
  store.refuse(() => false);
});

test("[Y30] [Y31] a closed tab's edit is looked for in all of the log that it can be in", async () => {
  const store = createFaultyStore(SCOPE);
  const unknown = asideOf("p1", { kind: "unknown", made: madePatch("p1", 5) });
  // It was judged as version 6; then a whole graph came, in which nobody finds it.
  await leaveQueue(store, GONE, { standing: { version: 8, head: "h8" }, asides: [unknown] });
  const log = [...LOG, eventOf("p1", 6, GONE), eventOf("p7", 7, "other"), eventOf("p8", 8, "other")];
  await using tab = await openTab(store, MINE, { log });
  expect(tab.posted).toEqual([{ id: "p1", base: 5, client: GONE }]);
  expect(tab.sop.asides.list()).toEqual([]);
});

test("[Y31] [Y35] of a history that the registry lost, what it has of a closed tab goes again as it was, the rest without base", async () => {
  const store = createFaultyStore(SCOPE);
  const pending = [madePatch("p1", 2), madePatch("p2", 5)];
  await leaveQueue(store, GONE, { standing: { version: 5, head: "lost" }, pending });
  const log = [eventOf("p1", 3, GONE), eventOf("p4", 4, "other"), eventOf("p5", 5, "other")];
  const onDisk: unknown[] = [];
  const answer = async () => {
    for (const { value } of await store.rows(GONE, "pending")) onDisk.push(value);
    return [];
  };
  await using tab = await openTab(store, MINE, { log, answer });
  const sent = [
    { id: "p1", base: 2 },
    { id: "p2", base: null },
  ];
  expect(tab.posted).toMatchObject(sent);
  // Who tries again after a crash sends the same.
  expect(onDisk.slice(0, 2)).toMatchObject(sent);
});

test("[Y31] a queue that cannot be brought home holds up no other", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "gone-1", { pending: [madePatch("p1")] });
  await leaveQueue(store, "gone-2", { pending: [madePatch("p2")] });
  await store.write({ scope: SCOPE, client: "gone-2" }, [
    KEEP.pending(7, { id: "from a later page" } as never),
  ]);
  await using tab = await openTab(store, MINE, { log: LOG });
  expect(tab.posted.map(({ id }) => id)).toContain("p1");
  expect(await store.rows("gone-1")).toEqual([]);
  expect(tab.warnings.join()).toContain("could not be brought home yet");
});

test("[Y27] [Y31] a notice that a closed tab's user had dealt with is dealt with", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, GONE, {});
  await store.write({ scope: SCOPE, client: GONE }, [KEEP.seen("n1")]);
  const notice = { id: "n1", path: "/nodes/a", buried: null };
  await leaveQueue(store, MINE, { asides: [asideOf("n.n1", { kind: "undone", notice })] });
  await using tab = await openTab(store, MINE, { init: { version: 5, head: "h5" } });
  expect(tab.sop.asides.list()).toEqual([]);
  expect(await store.rows(GONE)).toEqual([]);
  // Told to the registry with the next that is, or on the next connection.
  expect((await store.rows(MINE, "seen")).map(({ key }) => key)).toEqual(["n1"]);
});

test("[Y31] answers that never come end it, for the next time", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, GONE, { pending: [madePatch("p1"), madePatch("p2")] });
  const answer = () => [{ type: "patch", ...eventOf("p1", 6, GONE) }];
  await using tab = await openTab(store, MINE, { log: LOG, answer });
  await tab.env.settle();
  expect(await store.rows(GONE, "pending")).toHaveLength(1);
  expect(await store.hold({ scope: SCOPE, client: GONE })).not.toBeNull();
});
