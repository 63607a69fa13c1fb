import { expect, test } from "bun:test";
import { register, SMALL_GRAPH } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { isSaved, openAs } from "./people.ts";
import { leaveQueue, openTab, SCOPE, whole } from "./scripted.ts";
import { createTunnel } from "./tunnel.ts";

test("[Y21] what stands beside a whole graph comes in full where something waits to be judged, also when it was made on the way", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "mine", {});
  await using tab = await openTab(store, "mine", { init: null });
  await tab.env.settle();
  const asked = () => tab.env.sockets.map(({ url }) => new URL(url).searchParams.get("side"));
  expect(asked()).toEqual(["brief"]);
  tab.sop.edit([{ op: "replace", path: "/name", value: "mine" }]);
  await tab.welcome({ ...whole(9), since: 5 });
  expect(asked()).toEqual(["brief", "whole"]);
  expect(tab.sop.version).toBe(5);
  await tab.welcome({ ...whole(9), since: 5 });
  expect(tab.sop.version).toBe(9);
  expect(asked()).toHaveLength(2);
});

test("[Y21] an index that is counted after a long tunnel, before what was made in it is judged, is that of the element that was seen", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop({ ...SMALL_GRAPH, tags: ["p", "q", "r"] });
  const tunnel = createTunnel();
  await using one = await openAs(registry, ann, sop, { env: tunnel.env });
  tunnel.enter();
  await one.sop.edit([{ op: "add", path: "/tags/3", value: "mine" }]).onDevice;
  await using other = await openAs(registry, ann, sop);
  await other.sop.edit([{ op: "add", path: "/tags/0", value: "n" }]).end;
  // More to tell than the graph.
  for (let i = 0; i < 20; i++) {
    const value = String(i % 10).repeat(1000);
    await other.sop.edit([{ op: "replace", path: "/nodes/a/data/instruction", value }]).end;
  }
  tunnel.leave();
  let isMade = false;
  // At once, as soon as the catch-up shows and before anything is answered.
  one.sop.subscribe(({ kind }) => {
    const tags = one.sop.view.meta["tags"] as readonly string[];
    if (kind !== "view" || isMade || !tags.includes("n")) return;
    isMade = true;
    one.sop.edit([{ op: "remove", path: `/tags/${tags.indexOf("r")}` }]);
  });
  await one.until((client) => isMade && isSaved(client));
  expect(one.sop.view.meta["tags"]).toEqual(["n", "p", "q", "mine"]);
});
