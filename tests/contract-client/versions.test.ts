import { afterAll, beforeAll, expect, test } from "bun:test";
import { applyStrict, type Effect } from "./apply-strict.ts";
import { connect } from "./connect.ts";
import { stepNode } from "./graphs.ts";
import { call, patchSop, readSop, register, type Agent, type Problem } from "./http-client.ts";
import { setRole } from "./invites.ts";
import type { Json, Op, Sop } from "./json.ts";
import { openPair, type Pair } from "./pair.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";

let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess();
});
afterAll(() => registry.remove());

type Item = {
  version: number;
  agent: string;
  at: string;
  label?: string;
  approved?: { by: string; at: string };
};
type Versions = { items: Item[]; next_cursor?: string };
type Reverted = {
  version: number | null;
  ops: Op[];
  undone: { version: number }[];
  skipped: { path: string; reason: string; by?: { agent: string; version?: number } }[];
};

const setX = (node: string, x: number): Op => ({
  op: "replace",
  path: `/nodes/${node}/position/x`,
  value: x,
});
const ask = <T = Problem>(agent: Agent, method: string, path: string, body?: unknown) =>
  call<T>(registry.url, agent, method, path, { body });

/** A SOP with an owner and an editing agent, the owner's socket open. */
async function openTeam(): Promise<Pair & { bot: Agent; path: string }> {
  const pair = await openPair(registry.url);
  const bot = await register(registry.url, "bot");
  await setRole(registry.url, pair.agent, pair.sop.id, bot, "editor");
  return { ...pair, bot, path: `/sop/${pair.sop.id}` };
}

test("[R1] [R2] [R3] versions are listed, named, and read by number and by time", async () => {
  const { agent, sop, bot, path } = await openTeam();
  for (const [who, x] of [
    [agent, 1],
    [bot, 2],
    [agent, 3],
  ] as const) {
    await patchSop(registry.url, who, sop.id, [setX("a", x)]);
  }
  const named = await ask<Item>(bot, "POST", `${path}/versions`, { label: "good one", version: 2 });
  expect(named).toMatchObject({ status: 201, body: { version: 2, agent: bot.id, label: "good one" } });
  const { items } = (await ask<Versions>(agent, "GET", `${path}/versions`)).body;
  expect(items.map(({ version, agent: by, label }) => [version, by, label])).toEqual([
    [3, agent.id, undefined],
    [2, bot.id, "good one"],
    [1, agent.id, undefined],
    [0, agent.id, undefined],
  ]);
  for (const { at } of items) {
    // Of several versions in one millisecond the newest one was there at its end.
    const version = items.find((item) => item.at === at)?.version;
    const then = (await ask<Sop>(agent, "GET", `${path}?at=${encodeURIComponent(at)}`)).body;
    expect([then.version, then.graph.nodes["a"]?.position.x]).toEqual([version, version]);
  }
  expect((await ask<Versions>(agent, "GET", `${path}/versions?named=true`)).body.items).toHaveLength(1);
  expect((await ask(agent, "PUT", `${path}/versions/2`, { label: "better" })).status).toBe(200);
  expect((await ask(agent, "DELETE", `${path}/versions/2`)).status).toBe(204);
  expect((await ask<Versions>(agent, "GET", `${path}/versions?named=true`)).body.items).toEqual([]);
});

test("[R4] two versions are compared: added, removed, changed, moved", async () => {
  const { agent, sop, path } = await openTeam();
  await patchSop(registry.url, agent, sop.id, [
    setX("a", 9),
    { op: "replace", path: "/nodes/b/data/instruction", value: "otherwise" },
    { op: "remove", path: "/nodes/c" },
    { op: "add", path: "/nodes/d", value: stepNode("d") },
  ]);
  type Diff = Record<"nodes" | "edges", Record<string, { id: string; places?: Json[] }[]>>;
  const { nodes, edges } = (await ask<Diff>(agent, "GET", `${path}/diff?from=0&to=1`)).body;
  expect([nodes["added"], nodes["removed"], nodes["changed"], nodes["moved"]].map(ids)).toEqual([
    ["d"],
    ["c"],
    ["b"],
    ["a"],
  ]);
  expect(nodes["changed"]?.[0]?.places).toEqual([
    { path: "/nodes/b/data/instruction", before: "do b", after: "otherwise" },
  ]);
  expect(ids(edges["removed"])).toEqual(["b-c"]);
});

test("[R5] [R6] restore is one version that open clients apply; a lock stops it, an owner's force does not", async () => {
  const { agent, sop, bot, path, ann } = await openTeam();
  await patchSop(registry.url, bot, sop.id, [{ op: "remove", path: "/nodes/b" }]);
  await patchSop(registry.url, bot, sop.id, [setX("a", 5)]);
  await ann.reach(2);
  ann.send({ type: "lock", nodes: ["a"] });
  await ann.until("locks");
  const refused = await ask<Problem & { by: { agent: string } }>(bot, "POST", `${path}/restore`, {
    version: 0,
  });
  expect(refused).toMatchObject({ status: 423, body: { code: "node_locked", by: { agent: agent.id } } });
  expect((await ask(bot, "POST", `${path}/restore`, { version: 0, force: true })).status).toBe(403);
  const done = await ask<{ version: number; ops: Effect[] }>(agent, "POST", `${path}/restore`, {
    version: 0,
    force: true,
  });
  expect(done).toMatchObject({ status: 200, body: { version: 3 } });
  await ann.reach(3);
  expect(ann.graph).toEqual(sop.graph);
  const before = (await ask<Sop>(agent, "GET", `${path}?version=2`)).body.graph;
  applyStrict(before, done.body.ops);
  expect(before).toEqual(sop.graph);
});

test("[R7] [R8] [R9] what an agent did is taken back but for what others touched since, once", async () => {
  const { agent, sop, bot, path, ann } = await openTeam();
  const since = new Date().toISOString();
  await patchSop(registry.url, bot, sop.id, [setX("a", 5), setX("b", 5)]);
  await patchSop(registry.url, agent, sop.id, [setX("b", 6)]);
  await patchSop(registry.url, bot, sop.id, [{ op: "add", path: "/nodes/n", value: stepNode("n") }]);
  const body = { agent: bot.id, since };
  const dry = await ask<Reverted>(agent, "POST", `${path}/revert`, { ...body, dry_run: true });
  expect(dry.body).toMatchObject({
    version: null,
    undone: [{ version: 3 }, { version: 1 }],
    skipped: [{ path: "/nodes/b/position/x", reason: "changed_since", by: { agent: agent.id, version: 2 } }],
  });
  expect((await readSop(registry.url, agent, sop.id)).version).toBe(3);
  const headers = { "idempotency-key": "take-back" };
  for (let again = 0; again < 2; again++) {
    const done = await call<Reverted>(registry.url, agent, "POST", `${path}/revert`, { body, headers });
    expect(done.body).toEqual({ ...dry.body, version: 4 });
  }
  await ann.reach(4);
  const { nodes } = ann.graph;
  expect([nodes["a"]?.position.x, nodes["b"]?.position.x, nodes["n"]]).toEqual([0, 6, undefined]);
});

test("[R10] [R11] [R12] an approval is told to sockets, ends with the next edit, and is in the activity", async () => {
  const { agent, sop, bot, path, ann } = await openTeam();
  const approved = await ask<Sop & { status: string }>(agent, "POST", `${path}/approve`, { version: 0 });
  expect(approved).toMatchObject({ status: 200, body: { status: "approved" } });
  expect(await ann.until("sop")).toMatchObject({
    status: "approved",
    approved: { version: 0, by: agent.id },
  });
  expect((await ask(bot, "POST", `${path}/approve`, { version: 0 })).status).toBe(403);
  await patchSop(registry.url, bot, sop.id, [setX("a", 1)]);
  await ann.until("sop", ({ status }) => status === "draft");
  const late = await connect(registry.url, bot, sop.id);
  expect(late.version).toBe(1);
  const { items } = (await ask<{ items: { type: string; by: string }[] }>(bot, "GET", `${path}/activity`))
    .body;
  expect(items.map(({ type, by }) => `${type} ${by}`)).toEqual([
    `edited ${bot.id}`,
    `draft_again ${bot.id}`,
    `approved ${agent.id}`,
    `member_added ${agent.id}`,
  ]);
});

function ids(list: { id: string }[] | undefined): string[] | undefined {
  return list?.map(({ id }) => id);
}
