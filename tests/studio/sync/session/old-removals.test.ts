import { expect, test } from "bun:test";
import { SMALL_GRAPH } from "#tests/support/account.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { leaveQueue, madePatch, openTab, SCOPE, whole } from "./scripted.ts";

test("[Y32] a removal that whoever drained the queue held back is none that was judged with what came after it", async () => {
  const store = createFaultyStore(SCOPE);
  const removal = {
    ...madePatch("removal"),
    ts: -1_000_000_000,
    ops: [{ op: "remove", path: "/nodes/a" }] as const,
  };
  await leaveQueue(store, "mine", { pending: [removal, madePatch("later")] });
  await using tab = await openTab(store, "mine", { init: null });
  const { a } = SMALL_GRAPH.nodes;
  const graph = { ...SMALL_GRAPH, nodes: { ...SMALL_GRAPH.nodes, a: { ...a, position: { x: 9, y: 9 } } } };
  const you = { peer: "ann/mine", agent: "ann", role: "owner", color: "#000", last: "later" };
  await tab.welcome({ ...whole(9, graph), since: 5, you });
  expect(tab.sop.asides.list()).toMatchObject([{ code: "confirm_removal", node: "a" }]);
  expect(tab.sop.view.nodes.has("a")).toBe(true);
});
