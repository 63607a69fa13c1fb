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

for (const last of [null, "p2"]) {
  const what = last === null ? "is not sent again" : "and was judged is sent again, to hear how it fared";
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
    const again = await tab.welcome({ ...HERE, you: you(last) });
    // After such an end they go one by one.
    expect(patchesOn(again).map(({ id }) => id)).toEqual(last === null ? ["p3"] : ["p2"]);
    expect(codesOf(tab.sop)).toEqual(
      last === null ? { p1: "forbidden", p2: "frame_lost" } : { p1: "forbidden" },
    );
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

function you(last: string | null) {
  return { peer: "ann/mine", agent: "ann", role: "owner", color: "#000", last };
}

function codesOf({ asides }: SopClient): Record<string, string> {
  return Object.fromEntries(asides.list().map(({ patch, code }) => [patch, code]));
}
