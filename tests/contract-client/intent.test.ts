import { afterAll, beforeAll, expect, test } from "bun:test";
import { echoOf, firstFate } from "./expect-fate.ts";
import { edgeOf, stepNode } from "./graphs.ts";
import type { Json, Op } from "./json.ts";
import { openPair, settle } from "./pair.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";

let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess();
});
afterAll(() => registry.remove());

const add = (node: Json): Op => ({ op: "add", path: "/nodes/n", value: node });
const setX = (x: number): Op => ({ op: "replace", path: "/nodes/a/position/x", value: x });

test("[T1] the later write stands when it arrives last", async () => {
  const pair = await openPair(registry.url);
  const { ann, bob } = pair;
  const now = Date.now();
  await echoOf(ann.edit([setX(1)], { base: 0, ts: now - 2000 }));
  await echoOf(bob.edit([setX(2)], { base: 0, ts: now - 1000 }));
  await settle(pair, 2);
  expect([ann.graph.nodes["a"]?.position.x, bob.graph.nodes["a"]?.position.x]).toEqual([2, 2]);
});

test("[T1] the later write stands when it arrived first; the other is told who superseded it", async () => {
  const pair = await openPair(registry.url);
  const { ann, bob } = pair;
  const now = Date.now();
  await echoOf(bob.edit([setX(2)], { base: 0, ts: now - 1000 }));
  const late = await firstFate(ann.edit([setX(1)], { base: 0, ts: now - 2000 }));
  expect(late).toMatchObject({ op: 0, status: "superseded", by: { agent: pair.agent.id, version: 1 } });
  await settle(pair);
  expect([ann.graph.nodes["a"]?.position.x, bob.graph.nodes["a"]?.position.x]).toEqual([2, 2]);
});

test("[T1] of equal times the larger peer name stands, in both arrival orders", async () => {
  for (const annFirst of [true, false]) {
    const pair = await openPair(registry.url);
    const { ann, bob } = pair;
    const options = { base: 0, ts: Date.now() - 1000 };
    const edits = [() => ann.edit([setX(1)], options), () => bob.edit([setX(2)], options)];
    for (const edit of annFirst ? edits : edits.toReversed()) await edit();
    await settle(pair);
    expect([ann.graph.nodes["a"]?.position.x, bob.graph.nodes["a"]?.position.x]).toEqual([2, 2]);
  }
});

test("[T12] who had seen the value outranks it, whatever the clocks say", async () => {
  const pair = await openPair(registry.url);
  const { ann, bob } = pair;
  await echoOf(ann.edit([setX(1)], { ts: Date.now() }));
  await bob.reach(1);
  await echoOf(bob.edit([setX(2)], { base: 1, ts: Date.now() - 3_600_000 }));
  await settle(pair, 2);
  expect(ann.graph.nodes["a"]?.position.x).toBe(2);
});

test("[T1] different properties of one node both stand", async () => {
  const pair = await openPair(registry.url);
  const { ann, bob } = pair;
  await Promise.all([
    echoOf(ann.edit([setX(9)], { base: 0 })),
    echoOf(bob.edit([{ op: "replace", path: "/nodes/a/data/instruction", value: "call them" }], { base: 0 })),
  ]);
  await settle(pair, 2);
  expect(ann.graph).toEqual(bob.graph);
  expect(ann.graph.nodes["a"]).toMatchObject({ position: { x: 9 }, data: { instruction: "call them" } });
});

test("[T6] [D5] a removed node takes its edges along in the same version", async () => {
  const pair = await openPair(registry.url);
  const { ann, bob } = pair;
  const echo = await echoOf(ann.edit([{ op: "remove", path: "/nodes/b" }]));
  expect(echo.version).toBe(1);
  expect(echo.ops.map((op) => op.path).toSorted()).toEqual(["/edges/a-b", "/edges/b-c", "/nodes/b"]);
  expect(echo.ops.at(-1)?.path).toBe("/nodes/b");
  await settle(pair, 1);
  expect(bob.graph.edges).toEqual({});
});

test("[T6] an edge to a node that is gone is dangling_edge, with who removed it", async () => {
  const { ann, bob, agent } = await openPair(registry.url);
  await echoOf(ann.edit([{ op: "remove", path: "/nodes/c" }], { base: 0 }));
  const fate = await firstFate(
    bob.edit([{ op: "add", path: "/edges/a-c", value: edgeOf("a", "c") }], { base: 0 }),
  );
  expect(fate).toMatchObject({
    op: 0,
    status: "rejected",
    code: "dangling_edge",
    by: { agent: agent.id, version: 1 },
  });
  expect(bob.graph.edges).not.toHaveProperty("a-c");
});

test("[T6] [O5] [P11] an edge committed before an unseen removal goes with the node, and its author is told", async () => {
  const pair = await openPair(registry.url);
  const { ann, bob, agent } = pair;
  await echoOf(
    bob.edit([{ op: "add", path: "/edges/a-c", value: edgeOf("a", "c") }], { base: 0, id: "draws" }),
  );
  await echoOf(ann.edit([{ op: "remove", path: "/nodes/c" }], { base: 0 }));
  const notice = await bob.until("notice");
  expect(notice).toMatchObject({ patch: "draws", code: "edge_rejected", path: "/edges/a-c" });
  expect(notice.by).toMatchObject({ agent: agent.id, version: 2 });
  expect(notice.detail.op).toBe("add");
  await settle(pair, 2);
  expect(ann.graph.edges).toEqual({ "a-b": edgeOf("a", "b") });
  expect(bob.graph).toEqual(ann.graph);
});

test("[T3] an edit of a removed node is refused, whatever its time, with who removed it", async () => {
  const { ann, bob, agent } = await openPair(registry.url);
  await echoOf(ann.edit([{ op: "remove", path: "/nodes/a" }], { base: 0, ts: Date.now() - 5000 }));
  const fate = await firstFate(bob.edit([setX(4)], { base: 0 }));
  expect(fate).toMatchObject({ status: "rejected", code: "deleted", by: { agent: agent.id, version: 1 } });
});

test("[T3] removing what is gone is nothing", async () => {
  const { ann, bob } = await openPair(registry.url);
  await echoOf(ann.edit([{ op: "remove", path: "/nodes/a" }], { base: 0 }));
  expect((await firstFate(bob.edit([{ op: "remove", path: "/nodes/a" }], { base: 0 }))).status).toBe("noop");
});

test("[T5] one id added twice: equal is nothing, different is refused and nobody's content lost", async () => {
  const pair = await openPair(registry.url);
  const { ann, bob } = pair;
  await echoOf(ann.edit([add(stepNode("n"))], { base: 0 }));
  expect((await firstFate(bob.edit([add(stepNode("n"))], { base: 0 }))).status).toBe("noop");
  expect(await firstFate(bob.edit([add(stepNode("n", 9))], { base: 0 }))).toMatchObject({
    code: "duplicate_id",
  });
  await settle(pair);
  expect(bob.graph.nodes["n"]).toEqual(stepNode("n"));
});

test("[T9] concurrent array inserts both stay, and a removal takes the element that was seen", async () => {
  const pair = await openPair(registry.url);
  const { ann, bob } = pair;
  const list = "/nodes/t/data/input_template/list";
  await echoOf(ann.edit([{ op: "add", path: `${list}/0`, value: "first" }], { base: 0 }));
  await bob.edit([{ op: "remove", path: `${list}/1` }], { base: 0 });
  await bob.edit([{ op: "add", path: `${list}/-`, value: "last" }], { base: 0 });
  await settle(pair, 3);
  expect(ann.graph.nodes["t"]?.data["input_template"]).toMatchObject({ list: ["first", "p", "r", "last"] });
  expect(bob.graph).toEqual(ann.graph);
});

test("[N7] a whole graph replaced on an old base keeps what others did meanwhile", async () => {
  const pair = await openPair(registry.url);
  const { ann, bob } = pair;
  const mine = structuredClone(bob.graph);
  mine.name = "Renamed";
  await echoOf(ann.edit([{ op: "add", path: "/nodes/n", value: stepNode("n") }], { base: 0 }));
  await echoOf(bob.edit([{ op: "replace", path: "", value: mine }], { base: 0 }));
  await settle(pair, 2);
  expect(ann.graph.name).toBe("Renamed");
  expect(ann.graph.nodes).toHaveProperty("n");
});
