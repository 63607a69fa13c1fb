import { expect, test } from "bun:test";
import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { leaveQueue, openTab, SCOPE, whole } from "./scripted.ts";

const LATER = 4_000_000_000_000;
const NAME = [{ op: "replace", path: "/name", value: "mine" }] as const;
const NEWS: PatchEvent = {
  version: 6,
  head: "h6",
  id: "theirs",
  peer: "bob/tab",
  agent: "bob",
  ts: LATER,
  ops: [],
};

for (const [what, left] of [
  ["in the graph that is kept", { standing: { newest: LATER } }],
  ["in a version that is kept on top of it", { patches: [NEWS] }],
] as const) {
  test(`[Y72] an edit is newer than what its author saw ${what}, though this clock is behind`, async () => {
    const store = createFaultyStore(SCOPE);
    await leaveQueue(store, "mine", left);
    await using tab = await openTab(store, "mine", { init: null });
    await tab.sop.edit(NAME).onDevice;
    const rows = await store.read({ scope: SCOPE, client: "mine" });
    const [made] = rows.filter(({ kind }) => kind === "pending");
    expect(made?.value).toMatchObject({ ts: LATER + 1 });
  });
}

test("[Y72] what was seen is kept with the graph", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", {});
  await using tab = await openTab(store, "mine", { init: null });
  await tab.welcome({ ...whole(6), time: LATER });
  await tab.sop.edit(NAME).onDevice;
  const rows = await store.read({ scope: SCOPE, client: "mine" });
  const [standing] = rows.filter(({ kind }) => kind === "standing");
  expect(standing?.value).toMatchObject({ newest: LATER });
});
