import { expect, test } from "bun:test";
import type { PatchOp } from "#schemas/change/op.ts";
import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import { doubtfulOps } from "#studio/sync/asides/forgotten.ts";
import { createMemoryStore } from "#studio/sync/store/memory.ts";
import { say } from "../link/script.ts";
import { eventOf, leaveQueue, madePatch, openTab } from "./scripted.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const rename: PatchOp = { op: "replace", path: "/name", value: "Mine" };
const [instruct] = madePatch("p1").ops;
const ops = [instruct, rename] as readonly PatchOp[];
const COMMITTED: PatchEvent = {
  ...eventOf("p1", 6, "mine"),
  ops: [{ op: "replace", path: "/name", value: "Mine" }],
};
const REPLAY = { type: "outcome", id: "p1", version: 6, ops: [] };

for (const days of [1, 8]) {
  const what = days < 7 ? "all of it was applied" : "what cannot be told any more is set aside";
  test(`[Y74] a patch that is answered again with its version alone, ${days} days later: ${what}`, async () => {
    const store = createMemoryStore();
    const { ts } = madePatch("p1");
    await leaveQueue(store, "mine", { pending: [{ ...madePatch("p1"), ops }] });
    await using tab = await openTab(store, "mine", { init: null });
    const time = ts + days * DAY_MS;
    const socket = await tab.welcome({ version: 6, head: "h6", patches: [COMMITTED], time });
    say(socket, REPLAY);
    await tab.env.settle();
    expect(tab.sop.status).toMatchObject({ kept: 0, sent: 0 });
    const asides = days < 7 ? [] : [{ id: "p1", node: "a", code: "part_forgotten", ops: [instruct] }];
    expect(tab.sop.asides.list()).toMatchObject(asides);
    expect(tab.sop.asides.list()).toHaveLength(asides.length);
  });
}

/** Told of its version again. */
const fate = (effects: readonly string[] | null) => ({ version: 6, ops: [], replay: { effects } });

/** Those in doubt a week later. */
const doubtful = (ops: readonly PatchOp[], effects: readonly string[] | null) =>
  doubtfulOps({ ...madePatch("p1"), ts: 0, ops }, fate(effects), 8 * DAY_MS);

test("[Y74] in doubt is an index alone, too, and nothing that has had an effect", () => {
  const insert: PatchOp = { op: "add", path: "/nodes/1/data/l/-", value: "x" };
  expect(doubtful([rename], null)).toEqual([]);
  expect(doubtful([insert], null)).toEqual([0]);
  expect(doubtful([insert], [])).toEqual([0]);
  expect(doubtful([insert], ["/nodes/1/data/l/4"])).toEqual([]);
  expect(doubtful([rename, insert], ["/nodes/1/data/l"])).toEqual([0]);
  expect(doubtful([rename, insert], [""])).toEqual([]);
  expect(doubtful([{ op: "test", path: "/name", value: "x" }, rename], null)).toEqual([1]);
});
