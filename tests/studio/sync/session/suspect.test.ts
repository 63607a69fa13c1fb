import { expect, test } from "bun:test";
import { createFaultyStore } from "./faulty-store.ts";
import { leaveQueue, openTab, SCOPE } from "./scripted.ts";

const HERE = { version: 5, head: "h5" };

test("[Y26] of what was set aside when three connections had ended on it, it is said that nobody knows how it fared", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", {});
  await using tab = await openTab(store, "mine", { init: null });
  let end: unknown;
  const receipt = tab.sop.edit([{ op: "replace", path: "/name", value: "Mine" }]);
  void receipt.end.then((told) => (end = told));
  for (let times = 0; times < 3; times++) {
    const socket = await tab.welcome(HERE);
    socket.onclose?.({ code: 1006, reason: "" });
    await tab.env.advance(10_000);
  }
  const [aside] = tab.sop.asides.list();
  expect(aside).toMatchObject({ kind: "unknown", code: "ended_sockets" });
  expect(end).toEqual({ kind: "unknown", asides: [aside?.id] });
});
