import { expect, test } from "bun:test";
import { createFaultyStore } from "./faulty-store.ts";
import { say } from "../link/script.ts";
import { eventOf, leaveQueue, madePatch, openTab, patchesOn, SCOPE } from "./scripted.ts";

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

test("[Y26] what was refused unjudged and stands all the same, since a call came twice, is not set aside any more", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", { pending: [madePatch("p1")] });
  await using tab = await openTab(store, "mine", { init: null });
  const socket = await tab.welcome(HERE);
  say(socket, { type: "error", id: "p1", code: "forbidden", message: "viewers do not edit" });
  await tab.env.settle();
  expect(tab.sop.asides.list()).toMatchObject([{ id: "p1", code: "forbidden" }]);
  say(socket, { type: "patch", ...eventOf("p1", 6, "mine") });
  await tab.env.settle();
  expect(tab.sop.asides.list()).toEqual([]);
});

test("[Y26] nor is it where its refusal comes last: how it fared is asked again, and not for ever", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", { pending: [madePatch("p1")] });
  await using tab = await openTab(store, "mine", { init: null });
  const socket = await tab.welcome({ version: 6, head: "h6", patches: [eventOf("p1", 6, "mine")] });
  expect(patchesOn(socket).map(({ id }) => id)).toEqual(["p1"]);
  say(socket, { type: "error", id: "p1", code: "forbidden", message: "viewers do not edit" });
  await tab.env.settle();
  expect(tab.sop.asides.list()).toEqual([]);
  expect(patchesOn(socket).map(({ id }) => id)).toEqual(["p1", "p1"]);
  for (let times = 0; times < 2; times++)
    say(socket, { type: "error", id: "p1", code: "forbidden", message: "viewers do not edit" });
  await tab.env.settle();
  expect(tab.sop.status).toMatchObject({ kept: 0, sent: 0, summary: "saved" });
});
