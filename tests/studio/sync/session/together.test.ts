import { expect, test } from "bun:test";
import { register, SMALL_GRAPH, step } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { share } from "#tests/support/share.ts";
import { EditError } from "#studio/sync/edit/edit-error.ts";
import { OpenError } from "#studio/sync/open-sop.ts";
import { isSaved, openAs } from "./people.ts";

async function two() {
  const registry = await startRegistry();
  const [ann, bob] = [await register(registry, "ann"), await register(registry, "bob")];
  const sop = await ann.createSop(SMALL_GRAPH);
  await share(ann, sop, bob, "editor");
  return { registry, ann, bob, sop };
}

test("[Y24] an edit is on this device, sent, saved, and seen by the other; the views are one", async () => {
  const { registry, ann, bob, sop } = await two();
  await using _ = registry;
  await using one = await openAs(registry, ann, sop);
  await using other = await openAs(registry, bob, sop);
  expect(one.sop.status.summary).toBe("saved");
  const receipt = one.sop.edit([{ op: "replace", path: "/nodes/a/data/instruction", value: "Look" }]);
  expect(one.sop.view.nodes.get("a")?.data).toMatchObject({ instruction: "Look" });
  expect(one.sop.status).toMatchObject({ unkept: 1, summary: "saving" });
  expect(await receipt.onDevice).toBe(true);
  expect(await receipt.end).toEqual({ kind: "saved", version: 1, ops: [] });
  expect(one.sop.status).toMatchObject({ unkept: 0, kept: 0, sent: 0, summary: "saved" });
  await other.until(({ version }) => version === 1);
  expect(other.sop.graph()).toEqual(one.sop.graph());
  const served = (await (await ann.call("GET", `/v1/sop/${sop}`)).json()) as { graph: unknown };
  expect(one.sop.graph()).toEqual(served.graph as never);
});

test("[Y24] a recipe changes a draft, and becomes the operations that differ", async () => {
  const { registry, ann, sop } = await two();
  await using _ = registry;
  await using one = await openAs(registry, ann, sop);
  const { end } = one.sop.edit((draft) => {
    draft.nodes.c = step("c", 9) as never;
    draft.edges.bc = { id: "bc", source: "b", target: "c" };
    draft.name = "Refunds";
  });
  expect(await end).toMatchObject({ kind: "saved" });
  expect(one.sop.view.meta.name).toBe("Refunds");
  expect([...one.sop.view.edges.keys()].toSorted()).toEqual(["ab", "bc"]);
  expect(() => one.sop.edit([{ op: "replace", path: "/nodes/zz/position/x", value: 1 }])).toThrow(EditError);
  expect(isSaved(one.sop)).toBe(true);
});

test("[Y25] undo takes back mine alone, with the edges that went, and redo makes it again", async () => {
  const { registry, ann, bob, sop } = await two();
  await using _ = registry;
  await using one = await openAs(registry, ann, sop);
  await using other = await openAs(registry, bob, sop);
  await one.sop.edit([{ op: "remove", path: "/nodes/b" }]).end;
  await other.sop.edit([{ op: "replace", path: "/nodes/a/data/instruction", value: "Bob's" }]).end;
  await one.until(({ version }) => version === 2);
  expect(one.sop.view.edges.size).toBe(0);
  expect(one.sop.undo()).toMatchObject({ done: true, skipped: [] });
  await one.until(isSaved);
  expect([...one.sop.view.edges.keys()]).toEqual(["ab"]);
  expect(one.sop.view.nodes.get("a")?.data).toMatchObject({ instruction: "Bob's" });
  expect(one.sop.canUndo).toBe(false);
  expect(one.sop.redo().done).toBe(true);
  await one.until(isSaved);
  await other.until(({ version }) => version === one.sop.version);
  expect(other.sop.view.nodes.has("b")).toBe(false);
  expect(other.sop.graph()).toEqual(one.sop.graph());
});

test("[Y26] what is refused is set aside with its reason and culprit, and may be tried when the lock is free", async () => {
  const { registry, ann, bob, sop } = await two();
  await using _ = registry;
  await using one = await openAs(registry, ann, sop);
  await using other = await openAs(registry, bob, sop);
  expect(await other.sop.lock(["a"])).toEqual(new Set(["a"]));
  const { end } = one.sop.edit([{ op: "replace", path: "/nodes/a/data/instruction", value: "Mine" }]);
  const ended = await end;
  expect(ended.kind).toBe("refused");
  const [aside] = one.sop.asides.list();
  expect(aside).toMatchObject({ kind: "refused", code: "node_locked", node: "a", by: { agent: "bob" } });
  expect(aside?.message).toContain("bob");
  expect(one.sop.status.summary).toBe("conflict");
  expect(one.sop.view.nodes.get("a")?.data).toMatchObject({ instruction: "" });
  expect(one.sop.asides.compare(aside?.id ?? "")).toEqual([
    { path: "/nodes/a/data/instruction", mine: "Mine", theirs: "" },
  ]);
  one.sop.asides.sendWhenFree(aside?.id ?? "", true);
  await other.sop.lock([]);
  await one.until((sop) => sop.asides.list().length === 0 && isSaved(sop));
  expect(one.sop.view.nodes.get("a")?.data).toMatchObject({ instruction: "Mine" });
});

test("[Y27] an edit that stood and was undone comes back as a notice, and what was buried can be restored", async () => {
  const { registry, ann, bob, sop } = await two();
  await using _ = registry;
  await using one = await openAs(registry, ann, sop);
  const socket = bob.open(sop);
  await socket.expect("init");
  await one.sop.edit([{ op: "replace", path: "/nodes/b/data/instruction", value: "Kept" }]).end;
  socket.send({ type: "patch", id: "r", base: 0, ts: Date.now(), ops: [{ op: "remove", path: "/nodes/b" }] });
  await one.until(({ asides }) => asides.list().length === 1);
  const [aside] = one.sop.asides.list();
  expect(aside).toMatchObject({ kind: "undone", code: "discarded", node: "b", by: { agent: "bob" } });
  await one.sop.asides.restore(aside?.id ?? "")?.end;
  expect(one.sop.view.nodes.get("b")?.data).toMatchObject({ instruction: "Kept" });
  expect(one.sop.asides.list()).toEqual([]);
  socket.close();
});

test("[Y28] a viewer's edit is refused at once, and being demoted sets aside what was on its way", async () => {
  const { registry, ann, bob, sop } = await two();
  await using _ = registry;
  await using other = await openAs(registry, bob, sop);
  await ann.call("PUT", `/v1/sop/${sop}/members/bob`, { role: "viewer" });
  await other.until(({ role }) => role === "viewer");
  const edit = () => other.sop.edit([{ op: "replace", path: "/name", value: "No" }]);
  expect(edit).toThrow(EditError);
  expect(other.sop.undo()).toEqual({ done: false, step: null, skipped: [] });
});

test("[Y29] a SOP that is not there, or a key that is none, is an error that says so", async () => {
  const { registry, ann, sop } = await two();
  await using _ = registry;
  const nobody = openAs(registry, { key: "kp_none" }, sop);
  expect(await nobody.catch((error: unknown) => (error as OpenError).code)).toBe(4401);
  const nowhere = openAs(registry, ann, "kp:sop:00000000-0000-4000-8000-000000000000");
  expect(await nowhere.catch((error: unknown) => (error as OpenError).code)).toBe(4404);
});
