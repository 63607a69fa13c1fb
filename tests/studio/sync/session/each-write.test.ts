import { expect, test } from "bun:test";
import { say } from "../link/script.ts";
import { createFaultyStore, type FaultyStore } from "./faulty-store.ts";
import { asideOf, eventOf, leaveQueue, madePatch, openTab, SCOPE, whole } from "./scripted.ts";

const instruct = (value: string) => [{ op: "replace", path: "/nodes/a/data/instruction", value }] as const;
const OTHERS = { ...eventOf("o6", 6, "other"), peer: "bob/tab", agent: "bob" };
const NOTICE = {
  type: "notice",
  id: "n1",
  patch: "p0",
  code: "discarded",
  path: "/nodes/a/data/instruction",
  by: { agent: "bob", version: 4 },
  detail: { op: "replace", value: "mine" },
};

/** A morning's work over a short day, in which something of each kind is written. */
async function work(store: FaultyStore): Promise<void> {
  await leaveQueue(store, "mine", { pending: [madePatch("p1")], asides: [asideOf("p0")] });
  await leaveQueue(store, "gone", { pending: [madePatch("g1")], asides: [asideOf("g0")] });
  const tab = await openTab(store, "mine", { init: null, log: [eventOf("old", 5, "other")] });
  const { env, sop } = tab;
  sop.edit(instruct("offline"));
  const socket = await tab.welcome({ version: 6, head: "h6", patches: [OTHERS] });
  const answer = (version: number, id = "p1") =>
    say(socket, { type: "patch", ...eventOf(id, version, "mine"), head: `h${version}` });
  answer(7);
  await env.advance(6000);
  sop.asides.retry("p0");
  say(socket, NOTICE);
  await env.advance(6000);
  const sent = socket.sent.filter(({ type }) => type === "patch").map(({ id }) => id as string);
  const refused = { op: 0, status: "rejected", code: "node_locked" };
  say(socket, { type: "outcome", id: sent[1], version: null, ops: [refused] });
  answer(8, sent[2]);
  sop.asides.discard("n.n1");
  await env.advance(6000);
  sop.undo();
  sop.edit([{ op: "add", path: "/tags", value: ["x"] }]);
  socket.onclose?.({ code: 1006, reason: "" });
  await env.advance(6000);
  await tab.welcome(whole(9));
  await env.advance(20_000);
  await sop.close();
}

/** All that is on the device in the end. */
async function endOf(isRefused: (n: number) => boolean) {
  const store = createFaultyStore(SCOPE);
  let writes = 0;
  await work({
    ...store,
    write: async (queue, given) => {
      if (isRefused(writes++)) throw new DOMException("no room", "QuotaExceededError");
      return store.write(queue, given);
    },
  });
  return { writes, rows: [await store.rows("mine"), await store.rows("gone")] };
}

test("[Y30] [Y60] any write that fails, once or for a while, leaves the same on this device in the end", async () => {
  const { writes, rows } = await endOf(() => false);
  expect(writes).toBeGreaterThan(10);
  const [mine, gone] = rows.map((queue) => queue.map(({ kind }) => kind));
  expect(mine).toEqual(expect.arrayContaining(["aside", "graph", "pending", "seen", "standing", "step"]));
  expect(gone).toEqual([]);
  for (let n = 2; n < writes; n++) {
    expect([n, (await endOf((at) => at === n)).rows]).toEqual([n, rows]);
    expect([n, (await endOf((at) => at === n || at === n + 1)).rows]).toEqual([n, rows]);
  }
});
