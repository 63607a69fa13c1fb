import { expect, test } from "bun:test";
import { createMemoryStore } from "#studio/sync/store/memory.ts";
import { systemEnv } from "#studio/sync/system-env.ts";
import { register, SMALL_GRAPH } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { isSaved, openAs } from "./people.ts";

const TAGS = { ...SMALL_GRAPH, tags: ["p", "q", "r"] };
const OFFLINE = { ...systemEnv(), fetch: () => Promise.reject(new Error("no network")), openSocket: null };

test("a whole init that contains what was confirmed leaves bases alone, those of version 0 too", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop(TAGS);
  const mine = { store: createMemoryStore(), client: "ann-laptop" };
  {
    await using first = await openAs(registry, ann, sop, mine);
    expect(first.sop.version).toBe(0);
  }
  {
    await using offline = await openAs(registry, ann, sop, { ...mine, env: OFFLINE });
    const receipt = offline.sop.edit([{ op: "remove", path: "/tags/1" }]);
    expect(await receipt.onDevice).toBe(true);
  }
  await using other = await openAs(registry, ann, sop);
  await other.sop.edit([{ op: "add", path: "/tags/0", value: "n" }]).end;
  // More to send than the graph, so that it comes whole.
  for (let i = 0; i < 20; i++) {
    const value = String(i % 10).repeat(1000);
    await other.sop.edit([{ op: "replace", path: "/nodes/a/data/instruction", value }]).end;
  }
  await using back = await openAs(registry, ann, sop, mine);
  await back.until(isSaved);
  expect(back.sop.asides.list()).toEqual([]);
  expect(back.sop.view.meta["tags"]).toEqual(["n", "p", "r"]);
});
