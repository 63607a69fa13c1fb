import { expect, test } from "bun:test";
import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import type { MadePatch } from "#studio/sync/core/pending.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { eventOf, leaveQueue, madePatch, openTab, SCOPE } from "./scripted.ts";

const INSERT = { op: "add", path: "/tags/0", value: "mine" } as const;
const made: MadePatch = { ...madePatch("p2"), ops: [INSERT] };
const tags: PatchEvent = {
  ...eventOf("p1", 6, "other"),
  ops: [{ op: "add", path: "/tags", value: ["theirs"] }],
};
const echo: PatchEvent = { ...eventOf("p2", 7, "mine"), ops: [INSERT] };

test("[Y20] [Y34] a patch that was met in a catch-up and not answered shows once, also when the tab comes back", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", { pending: [made], patches: [tags] });
  {
    await using tab = await openTab(store, "mine", { init: { version: 7, head: "h7", patches: [echo] } });
    expect(tab.sop.view.meta["tags"]).toEqual(["mine", "theirs"]);
    expect(tab.sop.status.sent).toBe(1);
  }
  await using offline = await openTab(store, "mine", { init: null });
  expect(offline.sop.version).toBe(7);
  expect(offline.sop.view.meta["tags"]).toEqual(["mine", "theirs"]);
});

test("[Y20] [Y34] a tab that was lost with such a patch shows it once when it comes back", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", { pending: [made], patches: [tags] });
  const lost = await openTab(store, "mine", { init: { version: 7, head: "h7", patches: [echo] } });
  await lost.env.advance(1000);
  expect(await store.rows("mine", "patch")).toHaveLength(2);
  const copy = createFaultyStore(SCOPE);
  const rows = await store.rows("mine");
  await copy.write(
    { scope: SCOPE, client: "mine" },
    rows.map((put) => ({ put })),
  );
  await using offline = await openTab(copy, "mine", { init: null });
  expect(offline.sop.version).toBe(7);
  expect(offline.sop.view.meta["tags"]).toEqual(["mine", "theirs"]);
  await lost.sop.close();
});

test("[Y30] what was kept after the site's data had been cleared is there to be looked at, and nothing takes its place", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", { standing: null, pending: [madePatch("p1")] });
  await using tab = await openTab(store, "mine");
  expect(tab.sop.asides.list()).toMatchObject([{ id: "p1", kind: "unknown", code: "place_lost" }]);
  await tab.sop.edit([{ op: "replace", path: "/name", value: "New" }]).onDevice;
  const pending = await store.rows("mine", "pending");
  expect(pending.map(({ value }) => (value as { id: string }).id)).not.toContain("p1");
  expect(await store.rows("mine", "aside")).toHaveLength(1);
});
