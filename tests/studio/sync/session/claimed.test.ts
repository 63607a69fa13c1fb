import { expect, test } from "bun:test";
import { register, SMALL_GRAPH } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { isSaved, openAs } from "./people.ts";

test("[Y36] a version that the registry restores for me is taken back like an edit of mine, and then what came before", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop(SMALL_GRAPH);
  await using one = await openAs(registry, ann, sop);
  await one.sop.edit([{ op: "replace", path: "/name", value: "First" }]).end;
  await one.sop.edit([{ op: "remove", path: "/nodes/b" }]).end;
  one.sop.claim("made.1");
  const headers = { "idempotency-key": "made.1" };
  const answer = await ann.call("POST", `/v1/sop/${sop}/restore`, { version: 0 }, headers);
  expect(answer.status).toBe(200);
  await one.until(({ version }) => version === 3);
  expect(one.sop.view.meta.name).toBe(SMALL_GRAPH.name);
  expect(one.sop.view.edges.has("ab")).toBe(true);

  expect(one.sop.undo()).toEqual({ done: true, step: "made.1", skipped: [] });
  await one.until(isSaved);
  expect(one.sop.view.meta.name).toBe("First");
  expect([...one.sop.view.nodes.keys()]).toEqual(["a"]);
  expect(one.sop.view.edges.size).toBe(0);
  expect(one.sop.undo().done).toBe(true);
  await one.until(isSaved);
  expect([...one.sop.view.edges.keys()]).toEqual(["ab"]);
});
