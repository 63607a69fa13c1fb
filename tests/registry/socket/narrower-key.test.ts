import { expect, test } from "bun:test";
import { register, withScopes } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";

test("[A10] a fresh key that may not write frees what its peer held", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using tab = ann.open(sop, { client: "ann-tab-1" });
  using watcher = ann.open(sop, { client: "ann-tab-2" });
  await tab.expect("init");
  await watcher.expect("init");
  tab.send({ type: "lock", nodes: ["a"] });
  expect(await watcher.until("locks")).toEqual({ type: "locks", peer: "ann/ann-tab-1", nodes: ["a"] });
  const reader = await withScopes(registry, ann, ["read"]);
  tab.send({ type: "auth", token: reader.key });
  expect(await watcher.until("locks")).toEqual({ type: "locks", peer: "ann/ann-tab-1", nodes: [] });
});
