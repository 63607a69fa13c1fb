import { expect, test } from "bun:test";
import type { MadePatch } from "#studio/sync/core/pending.ts";
import type { SopClient } from "#studio/sync/types.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { eventOf, leaveQueue, madePatch, openTab, patchesOn, SCOPE } from "./scripted.ts";
import { say } from "../link/script.ts";

const [GONE, MINE] = ["gone", "mine"] as const;
const HERE = { version: 5, head: "h5" };
const insert = (id: string): MadePatch => ({
  ...madePatch(id),
  ops: [{ op: "add", path: "/tags/0", value: id }],
});
const FORBIDDEN = { type: "error", id: "p1", code: "forbidden", message: "viewers do not edit" };

for (const landed of [[], [eventOf("p2", 6, MINE)]]) {
  const isLanded = landed.length > 0;
  const what = isLanded ? "and got there is sent again, to hear how it fared" : "is not sent again";
  test(`[Y67] what was on its way behind one that was refused unjudged ${what}`, async () => {
    const store = createFaultyStore(SCOPE);
    await leaveQueue(store, MINE, { tags: ["zero"], pending: [insert("p1"), insert("p2"), madePatch("p3")] });
    await using tab = await openTab(store, MINE, { init: null });
    const socket = await tab.welcome(HERE);
    say(socket, FORBIDDEN);
    await tab.env.settle();
    expect(codesOf(tab.sop)).toEqual({ p1: "forbidden" });
    socket.onclose?.({ code: 1006, reason: "" });
    await tab.env.advance(2000);
    const again = await tab.welcome(isLanded ? { version: 6, head: "h6", patches: landed } : HERE);
    // After such an end they go one by one.
    expect(patchesOn(again).map(({ id }) => id)).toEqual([isLanded ? "p2" : "p3"]);
    expect(codesOf(tab.sop)).toEqual({ p1: "forbidden", ...(!isLanded && { p2: "frame_lost" }) });
  });
}

test("[Y67] nor by the tab that finds it, or another that brings it home", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, MINE, { tags: ["zero"], pending: [insert("p1"), insert("p2")] });
  const lost = await openTab(store, MINE, { init: null });
  say(await lost.welcome(HERE), FORBIDDEN);
  await lost.env.advance(1000);
  const rows = await store.rows(MINE);
  await lost.sop.close();
  for (const client of [MINE, GONE]) {
    const left = createFaultyStore(SCOPE);
    await left.write(
      { scope: SCOPE, client },
      rows.map((put) => ({ put })),
    );
    const log = [eventOf("old", 5, "other")];
    await using tab = await openTab(left, MINE, { init: client === MINE ? null : HERE, log });
    const sent = client === MINE ? patchesOn(await tab.welcome(HERE)) : tab.posted;
    expect(sent).toEqual([]);
    expect(codesOf(tab.sop)).toEqual({ p1: "forbidden", p2: "frame_lost" });
  }
});

function codesOf({ asides }: SopClient): Record<string, string> {
  return Object.fromEntries(asides.list().map(({ patch, code }) => [patch, code]));
}
