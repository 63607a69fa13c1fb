import { expect, test } from "bun:test";
import type { MadePatch } from "#studio/sync/core/pending.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { createMemoryStore } from "#studio/sync/store/memory.ts";
import type { SopClient } from "#studio/sync/types.ts";
import { SMALL_GRAPH } from "#tests/support/account.ts";
import { say } from "../link/script.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { eventOf, leaveQueue, openTab, patchesOn, SCOPE } from "./scripted.ts";

const HORIZON_MS = 30 * 24 * 60 * 60 * 1000;
const HERE = { version: 5, head: "h5" };
const insert = (value: string): PatchOp[] => [{ op: "add", path: "/tags/0", value }];
const rename: PatchOp[] = [{ op: "replace", path: "/name", value: "Mine" }];

test("[Y67] what is refused unjudged takes along what stands on it in a list, and nothing else", async () => {
  const store = createMemoryStore();
  await leaveQueue(store, "mine", {
    tags: ["zero"],
    pending: [left("p1", insert("one")), left("p2", rename), left("p3", insert("two"))],
  });
  await using tab = await openTab(store, "mine", { init: null });
  const socket = await tab.welcome({ ...HERE });
  expect(patchesOn(socket).map(({ id }) => id)).toEqual(["p1", "p2", "p3"]);
  const [late = ""] = tab.sop.edit(insert("three")).patches;
  say(socket, { type: "error", id: "p1", code: "forbidden", message: "viewers do not edit" });
  await tab.env.settle();
  // What is on its way is the registry's to judge.
  expect(codesOf(tab.sop)).toEqual({ p1: "forbidden", [late]: "frame_lost" });
  expect(tab.sop.status.sent).toBe(2);
});

test("[Y67] a list's edits that may be too old go one by one: one that is held back by the answer is not sent", async () => {
  const store = createMemoryStore();
  const old = Date.UTC(2023, 10, 14, 22, 13, 20) - HORIZON_MS;
  await leaveQueue(store, "mine", {
    tags: ["zero"],
    pending: [left("p1", insert("one"), old), left("p2", insert("two"), old), left("p3", rename, old)],
  });
  await using tab = await openTab(store, "mine", { init: null });
  const socket = await tab.welcome({ ...HERE });
  expect(patchesOn(socket).map(({ id }) => id)).toEqual(["p1"]);
  say(socket, { type: "error", id: "p1", code: "too_old", message: "made too long ago" });
  await tab.env.settle();
  expect(codesOf(tab.sop)).toEqual({ p1: "too_old", p2: "frame_lost" });
  expect(patchesOn(socket).map(({ id }) => id)).toEqual(["p1", "p3"]);
});

test("[Y68] where this device has lost what was judged, a list's edits that were made since wait for their author", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", {
    tags: ["zero"],
    pending: [pending("p1")],
  });
  await using tab = await openTab(store, "mine", { init: null });
  await tab.sop.edit(insert("made since")).onDevice;
  await tab.sop.edit(rename).onDevice;
  const socket = await tab.welcome({ ...HERE, you: you("not known here") });
  expect(Object.values(codesOf(tab.sop))).toEqual(["frame_lost"]);
  expect(tab.sop.asides.list()[0]?.ops).toEqual(insert("made since"));
  expect(patchesOn(socket)).toHaveLength(2);
});

for (const known of ["pending", "kept as a version", "kept as the last one", "nothing yet"] as const) {
  test(`[Y68] a list's edits go where all that was judged is known here: ${known}`, async () => {
    const store = createFaultyStore(SCOPE);
    const patches = known === "kept as a version" ? [eventOf("p1", 6, "mine")] : [];
    await leaveQueue(store, "mine", {
      tags: ["zero"],
      patches,
      pending: known === "pending" ? [pending("p1")] : [],
    });
    if (known === "kept as the last one") {
      await using before = await openTab(store, "mine", { init: null });
      const { onDevice, patches: made } = before.sop.edit(rename);
      await onDevice;
      const socket = await before.welcome({ ...HERE });
      say(socket, {
        type: "outcome",
        id: made[0],
        version: null,
        ops: [{ op: 0, path: "/name", status: "noop" }],
      });
      await before.env.settle();
    }
    await using tab = await openTab(store, "mine", { init: null });
    await tab.sop.edit(insert("made since")).onDevice;
    const judged = (await store.rows("mine", "judged"))[0]?.value;
    const last = known === "nothing yet" ? null : known === "kept as the last one" ? judged : "p1";
    const version = known === "kept as a version" ? 6 : 5;
    const socket = await tab.welcome({ version, head: `h${version}`, you: you(last as string | null) });
    expect(codesOf(tab.sop)).toEqual({});
    expect(patchesOn(socket).length).toBe(known === "pending" ? 2 : 1);
  });
}

test("[Y69] a second tab shows what the first has kept, network or not, and keeps it as its own", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "first", { pending: [pending("p1")], patches: [eventOf("other", 6, "first")] });
  const free = await store.hold({ scope: SCOPE, client: "first" });
  {
    await using tab = await openTab(store, "second", { init: null });
    expect(tab.sop).toMatchObject({ version: 6, peer: "ann/second", role: "owner" });
    expect(tab.sop.view.nodes.get("a")?.data).toMatchObject({ instruction: "other" });
    expect(tab.sop.view.nodes.size).toBe(Object.keys(SMALL_GRAPH.nodes).length);
    expect(tab.sop.status).toMatchObject({ kept: 0, sent: 0 });
    await tab.sop.edit(rename).onDevice;
  }
  await using again = await openTab(store, "second", { init: null });
  expect(again.sop.view.meta.name).toBe("Mine");
  const socket = await again.welcome({ version: 6, head: "h6", you: { ...you(null), peer: "ann/second" } });
  expect(patchesOn(socket)).toMatchObject([{ base: 6 }]);
  expect(again.sop.asides.list()).toEqual([]);
  free?.();
});

/** A patch that a tab left, made so long ago. */
function left(id: string, ops: readonly PatchOp[], ts = 1_700_000_000_000): MadePatch {
  return { ...pending(id), ts, ops };
}

function pending(id: string): MadePatch {
  const ops = [{ op: "replace", path: "/nodes/a/data/instruction", value: id }] as const;
  return { id, base: 5, ts: 1_700_000_000_000, ops, step: id, kind: "edit" };
}

function you(last: string | null) {
  return { peer: "ann/mine", agent: "ann", role: "owner", color: "#000", last };
}

function codesOf({ asides }: SopClient): Record<string, string> {
  return Object.fromEntries(asides.list().map(({ patch, code }) => [patch, code]));
}
