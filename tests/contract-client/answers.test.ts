import { afterAll, beforeAll, expect, test } from "bun:test";
import { errorOf, echoOf, firstFate, outcomeOf } from "./expect-fate.ts";
import { stepNode } from "./graphs.ts";
import type { Op } from "./json.ts";
import { openPair, settle } from "./pair.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";

let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess();
});
afterAll(() => registry.remove());

const guard = (value: number): Op => ({ op: "test", path: "/nodes/a/position/x", value });
const moveA = (x: number): Op => ({ op: "replace", path: "/nodes/a/position/x", value: x });

test("[P4] [O1] one patch, several fates: the outcome comes before the echo", async () => {
  const { ann } = await openPair(registry.url);
  const ops = [moveA(5), { op: "replace", path: "/nodes/nowhere/position/x", value: 1 }];
  const fate = await ann.edit(ops, { id: "half" });
  expect(fate.kind).toBe("echo");
  const outcome = await outcomeOf(Promise.resolve(fate));
  expect(outcome.version).toBe(1);
  expect(outcome.ops).toEqual([
    expect.objectContaining({ op: 1, status: "rejected", code: "path_not_found" }),
  ]);
  const types = ann.log
    .map((message) => message.type)
    .filter((type) => type === "outcome" || type.startsWith("patch"));
  expect(types[0]).toBe("outcome");
  expect(types).toHaveLength(2);
  expect(ann.graph.nodes["a"]?.position.x).toBe(5);
});

test("[P4] [O3] what changes nothing is answered with version null and no echo", async () => {
  const { ann, bob } = await openPair(registry.url);
  const outcome = await outcomeOf(
    ann.edit([{ op: "replace", path: "/nodes/nowhere/data/step", value: "x" }]),
  );
  expect(outcome.version).toBeNull();
  expect(outcome.ops[0]).toMatchObject({ op: 0, status: "rejected", code: "path_not_found" });
  await echoOf(bob.edit([moveA(1)]));
  await ann.reach(1);
  expect(ann.log.filter((message) => message.type === "patch")).toHaveLength(1);
});

test("[O4] a replayed id is answered with its first result and applied once", async () => {
  const { ann, bob } = await openPair(registry.url);
  const options = { id: "once", base: 0, ts: Date.now() };
  await echoOf(ann.edit([moveA(1)], options));
  await bob.reach(1);
  await echoOf(bob.edit([moveA(2)]));
  await ann.reach(2);
  const again = await ann.edit([moveA(1)], options);
  expect(again).toEqual({ kind: "replayed", outcome: { type: "outcome", id: "once", version: 1, ops: [] } });
  expect(ann.graph.nodes["a"]?.position.x).toBe(2);
});

test("[O4] a refused id stays refused when it comes again, even if it would now succeed", async () => {
  const { ann, bob } = await openPair(registry.url);
  const ops = [{ op: "add", path: "/edges/x", value: { id: "x", source: "a", target: "later" } }];
  const options = { id: "early", base: 0, ts: Date.now() };
  expect((await firstFate(ann.edit(ops, options))).code).toBe("dangling_edge");
  await echoOf(bob.edit([{ op: "add", path: "/nodes/later", value: stepNode("later") }]));
  await ann.reach(1);
  const again = await outcomeOf(ann.edit(ops, options));
  expect(again).toMatchObject({ id: "early", version: null, ops: [{ code: "dangling_edge" }] });
  expect(ann.graph.edges).not.toHaveProperty("x");
});

test("[O4] the same id with other ops is id_reused", async () => {
  const { ann } = await openPair(registry.url);
  await echoOf(ann.edit([moveA(1)], { id: "twice", base: 0 }));
  expect(await errorOf(ann.edit([moveA(2)], { id: "twice", base: 0 }))).toMatchObject({
    code: "id_reused",
    id: "twice",
  });
  expect(await errorOf(ann.edit([moveA(1)], { id: "twice", base: 1 }))).toMatchObject({ code: "id_reused" });
  expect(await errorOf(ann.edit([moveA(1)], { id: "twice", base: 0, atomic: true }))).toMatchObject({
    code: "id_reused",
  });
  expect(ann.graph.nodes["a"]?.position.x).toBe(1);
});

test("[T13] a base above the version is base_ahead, and is not recorded", async () => {
  const { ann } = await openPair(registry.url);
  expect(await errorOf(ann.edit([moveA(1)], { id: "ahead", base: 9 }))).toMatchObject({
    code: "base_ahead",
    id: "ahead",
  });
  expect((await echoOf(ann.edit([moveA(1)], { id: "ahead", base: 0 }))).version).toBe(1);
});

test("[T13] a time before the horizon is too_old; one beyond the clock is pulled back to it", async () => {
  const { ann } = await openPair(registry.url);
  const month = 31 * 86_400_000;
  expect(await errorOf(ann.edit([moveA(1)], { ts: Date.now() - month }))).toMatchObject({ code: "too_old" });
  const echo = await echoOf(ann.edit([moveA(1)], { ts: Date.now() + month }));
  expect(echo.ts).toBeLessThan(Date.now() + 60_000);
});

test("[O1] an atomic patch is all or nothing", async () => {
  const { ann } = await openPair(registry.url);
  const ops = [moveA(1), { op: "replace", path: "/nodes/nowhere/position/x", value: 1 }];
  const outcome = await outcomeOf(ann.edit(ops, { atomic: true }));
  expect(outcome).toMatchObject({ version: null, code: "atomic_abort" });
  expect(ann.graph.nodes["a"]?.position.x).toBe(0);
});

test("[T11] a test that fails refuses the whole patch; one that holds guards it", async () => {
  const { ann } = await openPair(registry.url);
  const refused = await outcomeOf(ann.edit([guard(99), moveA(1)]));
  expect(refused).toMatchObject({ version: null, code: "test_failed" });
  expect((await echoOf(ann.edit([guard(0), moveA(1)]))).version).toBe(1);
});

test("[N5] move, copy and test come in; add, remove and replace go out", async () => {
  const pair = await openPair(registry.url);
  const { ann, bob } = pair;
  const template = "/nodes/t/data/input_template";
  await echoOf(
    ann.edit([
      { op: "copy", from: `${template}/deep`, path: `${template}/twin` },
      { op: "move", from: `${template}/deep/k`, path: `${template}/moved` },
      { op: "copy", from: "/nodes/a", path: "/nodes/a2" },
    ]),
  );
  await settle(pair, 1);
  expect(bob.graph.nodes["t"]?.data["input_template"]).toMatchObject({ twin: { k: 1 }, deep: {}, moved: 1 });
  expect(bob.graph.nodes["a2"]?.id).toBe("a2");
});

test("[N6] [N3] an id and a type never change", async () => {
  const { ann } = await openPair(registry.url);
  const code = async (op: Op) => (await firstFate(ann.edit([op]))).code;
  expect(await code({ op: "replace", path: "/nodes/a/id", value: "z" })).toBe("invalid_id");
  expect(await code({ op: "move", from: "/nodes/a", path: "/nodes/z" })).toBe("invalid_id");
  expect(await code({ op: "add", path: "/nodes/z", value: stepNode("y") })).toBe("invalid_id");
  expect(await code({ op: "replace", path: "/nodes/a/type", value: "tool" })).toBe("invalid");
});

test("[O2] what breaks a schema is refused with the place and leaves the rest", async () => {
  const { ann } = await openPair(registry.url);
  const ops = [
    { op: "replace", path: "/nodes/a/position/x", value: "left" },
    { op: "replace", path: "/name", value: "New" },
  ];
  const fate = await firstFate(ann.edit(ops));
  expect(fate).toMatchObject({ op: 0, status: "rejected", code: "invalid" });
  expect(ann.graph.name).toBe("New");
  expect(ann.graph.nodes["a"]?.position.x).toBe(0);
});
