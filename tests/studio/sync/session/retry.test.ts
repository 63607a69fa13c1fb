import { expect, test } from "bun:test";
import type { Write } from "#studio/sync/store/store.ts";
import { say } from "../link/script.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { asideOf, leaveQueue, madePatch, openTab, SCOPE } from "./scripted.ts";

/** What one write to the store holds, in short: "put pending", "remove aside". */
function inShort(writes: readonly Write[]): readonly string[] {
  return writes.map((write) => {
    if ("put" in write) return `put ${write.put.kind}`;
    return "remove" in write ? `remove ${write.remove.kind}` : `clear ${write.clear}`;
  });
}

for (const [what, other] of [
  ["made anew", {}],
  ["sent again as it was", { kind: "unknown", made: madePatch("p1") }],
] as const) {
  test(`[Y26] [Y30] what was set aside is gone with the same write that keeps it ${what}: a tab lost then has it once`, async () => {
    const store = createFaultyStore(SCOPE);
    await leaveQueue(store, "mine", { asides: [asideOf("p1", other)] });
    await using tab = await openTab(store, "mine", { init: null });
    const seen: (readonly string[])[] = [];
    store.refuse((_queue, writes) => {
      seen.push(inShort(writes));
      return false;
    });
    expect(await tab.sop.asides.retry("p1")?.onDevice).toBe(true);
    expect(seen).toEqual([expect.arrayContaining(["put pending", "remove aside"])]);
    expect(tab.sop.asides.list()).toEqual([]);
  });
}

test("[Y26] what does not fit on what is there now stays aside", async () => {
  const store = createFaultyStore(SCOPE);
  const ops = [{ op: "replace", path: "/nodes/gone/data/instruction", value: "p1" }] as const;
  await leaveQueue(store, "mine", { asides: [asideOf("p1", { ops })] });
  await using tab = await openTab(store, "mine", { init: null });
  expect(() => tab.sop.asides.retry("p1")).toThrow();
  expect(tab.sop.asides.list()).toHaveLength(1);
});

test("[Y26] what was to go when its node is free and does not fit any more is tried once, not with each tab", async () => {
  const store = createFaultyStore(SCOPE);
  const ops = [{ op: "replace", path: "/nodes/a/data/nothing/here", value: "p1" }] as const;
  await leaveQueue(store, "mine", { asides: [asideOf("p1", { ops, whenFree: true })] });
  await using tab = await openTab(store, "mine", { init: null });
  const socket = await tab.welcome({ version: 5, head: "h5" });
  say(socket, { type: "locks", peer: "bob/tab", nodes: [] });
  await tab.env.advance(1000);
  expect(tab.warnings).toHaveLength(1);
  expect(await store.rows("mine", "aside")).toMatchObject([{ value: { whenFree: false } }]);
});
