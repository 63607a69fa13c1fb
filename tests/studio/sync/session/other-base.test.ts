import { expect, test } from "bun:test";
import { SMALL_GRAPH } from "#tests/support/account.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { eventOf, leaveQueue, madePatch, openTab, patchesOn, SCOPE, whole } from "./scripted.ts";
import { say } from "../link/script.ts";

const [GONE, MINE] = ["gone", "mine"] as const;
const HERE = { version: 5, head: "h5" };
const USED = { type: "error", id: "p1", code: "id_reused", message: "this id was used for another patch" };
const JUDGED = { type: "outcome", id: "p1", version: 5, ops: [] };

test("[Y73] what was sent without its base while the disk was full is asked for so by the next tab, which knows the old one alone", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, MINE, { standing: { version: 5 }, pending: [madePatch("p1")] });
  {
    await using full = await openTab(store, MINE, { init: null });
    store.refuse(() => true);
    const socket = await full.welcome(whole(5));
    await full.env.settle();
    expect(patchesOn(socket)).toEqual([{ id: "p1", base: null }]);
    await full.env.advance(1000);
  }
  await using next = await openTab(store, MINE, { init: null });
  store.refuse(() => false);
  const socket = await next.welcome(HERE);
  expect(patchesOn(socket)).toEqual([{ id: "p1", base: 5 }]);
  say(socket, USED);
  await next.env.settle();
  expect(patchesOn(socket)).toEqual([
    { id: "p1", base: 5 },
    { id: "p1", base: null },
  ]);
  say(socket, JUDGED);
  await next.env.settle();
  expect(next.sop.asides.list()).toEqual([]);
  expect(next.sop.status).toMatchObject({ unkept: 0, kept: 0, sent: 0 });
});

test("[Y73] what was judged before its base was lost is asked for with that base; an id that is another's all the same is set aside", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, MINE, { pending: [madePatch("p1")] });
  await using tab = await openTab(store, MINE, { init: null });
  const socket = await tab.welcome(whole(5));
  for (const bases of [[null], [null, 5], [null, 5, null]]) {
    expect(patchesOn(socket).map(({ base }) => base)).toEqual(bases);
    expect(tab.sop.asides.list()).toEqual([]);
    say(socket, USED);
    await tab.env.settle();
  }
  expect(tab.sop.asides.list()).toMatchObject([{ id: "p1", code: "id_reused" }]);
});

/** A registry that judged these patches without their base. */
const answer = (patches: readonly { readonly id: string; readonly base: number | null }[]) =>
  patches.map(({ id, base }) => (base === null ? { ...JUDGED, id } : { ...USED, id }));

test("[Y73] a closed tab's edit is asked for with its other base, too", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, GONE, { pending: [madePatch("p1"), madePatch("p2")] });
  await using tab = await openTab(store, MINE, { log: [eventOf("old", 5, "other")], answer });
  await tab.env.settle();
  const sent = [5, 5, null, null].map((base, i) => ({ id: i % 2 === 0 ? "p1" : "p2", base, client: GONE }));
  expect(tab.posted).toEqual(sent);
  expect(tab.sop.asides.list()).toEqual([]);
  expect(await store.rows(GONE)).toEqual([]);
});

test("[Y32] [Y73] an old removal that was judged last is no question, though its node is there again and the log has forgotten", async () => {
  const store = createFaultyStore(SCOPE);
  const ops = [{ op: "remove", path: "/nodes/a" }] as const;
  await leaveQueue(store, MINE, { pending: [{ ...madePatch("p1"), ops }] });
  await using tab = await openTab(store, MINE, { init: null });
  const a = { ...SMALL_GRAPH.nodes.a, position: { x: 9, y: 9 } };
  const there = whole(9, { ...SMALL_GRAPH, nodes: { ...SMALL_GRAPH.nodes, a } });
  const you = { peer: "ann/mine", agent: "ann", role: "owner", color: "#000", last: "p1" };
  const time = madePatch("p1").ts + 60 * 60 * 1000;
  const socket = await tab.welcome({ ...there, you, time });
  expect(tab.sop.asides.list().filter(({ patch }) => patch === "p1")).toEqual([]);
  expect(patchesOn(socket)).toEqual([{ id: "p1", base: null }]);
});
