import { expect, test } from "bun:test";
import { SMALL_GRAPH } from "#tests/support/account.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { leaveQueue, madePatch, openTab, patchesOn, SCOPE, whole } from "./scripted.ts";

const REMOVAL = {
  ...madePatch("removal"),
  ts: -1_000_000_000,
  ops: [{ op: "remove", path: "/nodes/a" }] as const,
};
const LATER = madePatch("later");

/** A whole SOP in which somebody changed the node that is removed, and what I made later than the removal was judged. */
async function comeBack(landed: readonly string[]) {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", { pending: [REMOVAL, LATER] });
  const tab = await openTab(store, "mine", { init: null });
  const { a } = SMALL_GRAPH.nodes;
  const graph = { ...SMALL_GRAPH, nodes: { ...SMALL_GRAPH.nodes, a: { ...a, position: { x: 9, y: 9 } } } };
  const you = { peer: "ann/mine", agent: "ann", role: "owner", color: "#000", last: LATER.id };
  const socket = await tab.welcome({ ...whole(9, graph), since: 5, landed, you });
  return { tab, socket };
}

test("[Y32] a removal that whoever drained the queue held back is none that was judged with what came after it", async () => {
  const { tab, socket } = await comeBack([LATER.id]);
  await using _ = tab;
  expect(tab.sop.asides.list()).toMatchObject([{ kind: "unsent", code: "confirm_removal", node: "a" }]);
  expect(tab.sop.view.nodes.has("a")).toBe(true);
  expect(patchesOn(socket).map(({ id }) => id)).toEqual(["later"]);
});

test("[Y32] one that was judged, and of which somebody brought the node back, is sent to hear how it fared", async () => {
  const { tab, socket } = await comeBack([REMOVAL.id, LATER.id]);
  await using _ = tab;
  expect(tab.sop.asides.list()).toEqual([]);
  expect(patchesOn(socket).map(({ id }) => id)).toEqual(["removal", "later"]);
});
