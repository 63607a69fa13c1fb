import { expect, test } from "bun:test";
import { say } from "../link/script.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { leaveQueue, openTab, SCOPE } from "./scripted.ts";

const AT = { version: 5, head: "h5" };
const NOTICE = {
  type: "notice",
  id: "n1",
  patch: "p0",
  code: "discarded",
  path: "/nodes/a/data/instruction",
  by: { agent: "bob", version: 4 },
  detail: { op: "replace", value: "mine" },
};

test("[Y27] a notice that was dealt with is told until the registry has heard it, and does not come again", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", {});
  await using tab = await openTab(store, "mine", { init: null });
  const { env, sop } = tab;
  const half = await tab.welcome(AT);
  say(half, NOTICE);
  sop.asides.discard("n.n1");
  expect(half.sent).toContainEqual({ type: "seen", notices: ["n1"] });
  await env.advance(1000);
  // It never came to the registry: the connection was dead by then.
  half.onclose?.({ code: 1006, reason: "" });
  await env.advance(5000);
  const whole = await tab.welcome(AT);
  say(whole, NOTICE);
  expect(sop.asides.list()).toEqual([]);
  expect(whole.sent).toContainEqual({ type: "seen", notices: ["n1"] });
  expect(await store.rows("mine", "seen")).toHaveLength(1);

  // What was asked after it is answered, so it was heard.
  await env.advance(20_000);
  say(whole, { type: "pong", t: env.now(), time: env.now() });
  await env.advance(1000);
  expect(await store.rows("mine", "seen")).toEqual([]);
});
