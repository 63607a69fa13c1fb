import { expect, test } from "bun:test";
import { register, step } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { share } from "#tests/support/share.ts";
import { isSaved, openAs } from "./people.ts";

const LIST = "/nodes/a/data/tool_suggestions";

async function two() {
  const registry = await startRegistry();
  const [ann, bob] = [await register(registry, "ann"), await register(registry, "bob")];
  const a = step("a", 0);
  const tools = ["one", "two"].map((name) => ({ name, when: "" }));
  const nodes = { a: { ...a, data: { ...a.data, tool_suggestions: tools } } };
  const sop = await ann.createSop({ name: "Refund", domain: "support", nodes, edges: {} });
  await share(ann, sop, bob, "editor");
  return { registry, ann, bob, sop };
}

for (const when of ["one more letter", "the end"] as const) {
  test(`[Y21] [Y46] what I write in a list's element stays in it, though others put one in before ${when}`, async () => {
    const { registry, ann, bob, sop } = await two();
    await using _ = registry;
    await using one = await openAs(registry, ann, sop);
    await using other = await openAs(registry, bob, sop);
    const gesture = one.sop.gesture();
    gesture.update([{ op: "replace", path: `${LIST}/1/when`, value: "a" }]);
    await other.sop.edit([{ op: "add", path: `${LIST}/0`, value: { name: "zero", when: "" } }]).end;
    await one.until(({ version }) => version >= 1);
    if (when === "one more letter") gesture.update([{ op: "replace", path: `${LIST}/2/when`, value: "ab" }]);
    await gesture.end().end;
    await one.until(isSaved);
    const written = when === "one more letter" ? "ab" : "a";
    const expected = ["zero", "one", "two"].map((name) => ({ name, when: name === "two" ? written : "" }));
    expect(one.sop.view.nodes.get("a")?.data).toMatchObject({ tool_suggestions: expected });
    await other.until(({ version }) => version === one.sop.version);
    expect(other.sop.graph()).toEqual(one.sop.graph());
    expect(one.sop.undo()).toMatchObject({ done: true });
    await one.until(isSaved);
    const names = ["zero", "one", "two"].map((name) => ({ name, when: "" }));
    expect(one.sop.view.nodes.get("a")?.data).toMatchObject({ tool_suggestions: names });
  });
}

test("[U31] who else wrote last at a place is told, and what they wrote there", async () => {
  const { registry, ann, bob, sop } = await two();
  await using _ = registry;
  await using one = await openAs(registry, ann, sop);
  await using other = await openAs(registry, bob, sop);
  const place = "/nodes/a/data/instruction";
  await one.sop.edit([{ op: "replace", path: place, value: "Mine" }]).end;
  expect(one.sop.lastWrite(place)).toBeNull();
  await other.sop.edit([{ op: "replace", path: place, value: "Theirs" }]).end;
  await one.until(({ version }) => version === 2);
  const by = { agent: "bob", peer: other.sop.peer, version: 2 };
  expect(one.sop.lastWrite(place)).toEqual({ ...by, value: "Theirs" } as never);
  expect(one.sop.lastWrite("/nodes/a")).toEqual(by as never);
  expect(one.sop.lastWrite("/nodes/a/position")).toBeNull();
  await other.sop.edit([{ op: "remove", path: "/nodes/a" }]).end;
  await one.until(({ version }) => version === 3);
  expect(one.sop.lastWrite(place)).toEqual({ ...by, version: 3 } as never);
});
