import { expect, test } from "bun:test";
import { accountOf, register } from "#tests/support/account.ts";
import { makeDatabaseFile, startRegistry } from "#tests/support/registry.ts";
import type { SocketClient } from "#tests/support/socket-client.ts";
import { createTestClock } from "#tests/support/test-clock.ts";

const MOVE = [{ op: "replace", path: "/nodes/a/position", value: { x: 7, y: 7 } }];

/** A SOP of ann's, bob its editor, each with a tab. */
async function openRoom() {
  const registry = await startRegistry();
  const [ann, bob] = [await register(registry, "ann"), await register(registry, "bob")];
  const sop = await ann.createSop();
  await ann.call("PUT", `/v1/sop/${sop}/members/bob`, { role: "editor" });
  const annTab = ann.open(sop, { client: "tab-one-1" });
  await annTab.expect("init");
  const bobTab = bob.open(sop, { client: "tab-two-2" });
  await bobTab.expect("init");
  await annTab.expect("join");
  const end = () => registry[Symbol.asyncDispose]();
  return { registry, ann, bob, sop, annTab, bobTab, [Symbol.asyncDispose]: end };
}

function patch(socket: SocketClient, id: string, ops: object[]) {
  socket.send({ type: "patch", id, base: null, ts: Date.now(), ops });
}

test("[L9] everybody hears what a peer holds; what was denied is for the asker alone", async () => {
  await using room = await openRoom();
  const { annTab, bobTab } = room;
  annTab.send({ type: "lock", nodes: ["a", "a"] });
  const held = { type: "locks", peer: "ann/tab-one-1", nodes: ["a"] };
  expect(await annTab.next()).toEqual(held as never);
  expect(await bobTab.next()).toEqual(held as never);

  bobTab.send({ type: "lock", nodes: ["a", "b", "nowhere"] });
  const own = { type: "locks", peer: "bob/tab-two-2", nodes: ["b"] };
  const denied = [
    { node: "a", peer: "ann/tab-one-1" },
    { node: "nowhere", peer: null },
  ];
  expect(await bobTab.next()).toEqual({ ...own, denied } as never);
  expect(await bobTab.next()).toEqual(own as never);
  expect(await annTab.next()).toEqual(own as never);
  bobTab.send({ type: "lock", nodes: ["b", "a"] });
  expect(await bobTab.next()).toMatchObject({ nodes: ["b"], denied: [{ node: "a" }] });
  annTab.send({ type: "ping", t: 1 });
  expect(await annTab.next()).toMatchObject({ type: "pong" });
});

test("[L14] a held node is refused with its holder, its edges are free, and its holder edits it", async () => {
  await using room = await openRoom();
  const { annTab, bobTab, bob, sop } = room;
  annTab.send({ type: "lock", nodes: ["a"] });
  await bobTab.expect("locks");
  patch(bobTab, "p1", [...MOVE, { op: "remove", path: "/edges/ab" }]);
  const by = { agent: "ann", peer: "ann/tab-one-1" };
  expect(await bobTab.expect("outcome")).toMatchObject({
    version: 1,
    ops: [{ op: 0, code: "node_locked", by }],
  });
  expect(await bobTab.expect("patch")).toMatchObject({
    version: 1,
    ops: [{ op: "remove", path: "/edges/ab" }],
  });
  const refused = await bob.call("PATCH", `/v1/sop/${sop}`, MOVE, {
    "content-type": "application/json-patch+json",
  });
  expect(refused.status).toBe(423);
  expect(await refused.json()).toMatchObject({
    code: "node_locked",
    by,
    outcomes: [{ code: "node_locked", by }],
  });
  patch(annTab, "p2", MOVE);
  expect((await annTab.until("patch")).id).toBe("p1");
  expect(await annTab.expect("patch")).toMatchObject({ id: "p2", version: 2 });
});

test("[L10] a removed node's lock goes with it, in the tick of the patch", async () => {
  await using room = await openRoom();
  const { annTab, bobTab } = room;
  annTab.send({ type: "lock", nodes: ["a", "b"] });
  await bobTab.expect("locks");
  patch(annTab, "p1", [{ op: "remove", path: "/nodes/a" }]);
  expect(await bobTab.next()).toMatchObject({ type: "patch", id: "p1" });
  expect(await bobTab.next()).toEqual({ type: "locks", peer: "ann/tab-one-1", nodes: ["b"] });
});

test("[L9] two who ask at one moment are told one story: one holds", async () => {
  await using room = await openRoom();
  const { annTab, bobTab } = room;
  for (let round = 0; round < 20; round++) {
    annTab.send({ type: "lock", nodes: ["a"] });
    bobTab.send({ type: "lock", nodes: ["a"] });
    const told = await annTab.expect("locks");
    expect(await bobTab.expect("locks")).toEqual(told);
    const [winner, loser] = told.peer === "ann/tab-one-1" ? [annTab, bobTab] : [bobTab, annTab];
    const denied = [{ node: "a", peer: told.peer }];
    expect(await loser.expect("locks")).toMatchObject({ nodes: [], denied });
    winner.send({ type: "lock", nodes: [] });
    expect(await winner.expect("locks")).toMatchObject({ peer: told.peer, nodes: [] });
    expect(await loser.expect("locks")).toMatchObject({ peer: told.peer, nodes: [] });
  }
});

test("[L15] [L9] viewers hold nothing, and a set past the bound is refused whole", async () => {
  await using room = await openRoom();
  const { ann, sop, registry, annTab } = room;
  const eve = await register(registry, "eve");
  await ann.call("PUT", `/v1/sop/${sop}/members/eve`, { role: "viewer" });
  using tab = eve.open(sop);
  await tab.expect("init");
  tab.send({ type: "lock", nodes: ["a"] });
  expect(await tab.expect("error")).toMatchObject({ code: "forbidden" });
  annTab.send({ type: "lock", nodes: Array.from({ length: 201 }, (_, i) => `n${i}`) });
  expect(await annTab.until("error")).toMatchObject({ code: "limit" });
});

test("[L15] demotion frees, in place, and the socket stays", async () => {
  await using room = await openRoom();
  const { ann, sop, annTab, bobTab } = room;
  bobTab.send({ type: "lock", nodes: ["a"] });
  await annTab.expect("locks");
  await ann.call("PUT", `/v1/sop/${sop}/members/bob`, { role: "viewer" });
  expect(await annTab.expect("locks")).toEqual({ type: "locks", peer: "bob/tab-two-2", nodes: [] });
  expect((await annTab.expect("presence")).peers).toEqual({ "bob/tab-two-2": { role: "viewer" } });
  expect(await bobTab.until("role")).toMatchObject({ role: "viewer" });
});

test("[L17] a restart frees all", async () => {
  await using database = await makeDatabaseFile();
  const first = await startRegistry(database);
  const ann = await register(first, "ann");
  const sop = await ann.createSop();
  using before = ann.open(sop, { client: "tab-one-1" });
  await before.expect("init");
  before.send({ type: "lock", nodes: ["a"] });
  await before.expect("locks");
  await first.stop();
  await using second = await startRegistry(database);
  using after = accountOf(second, ann.agent, ann.key).open(sop, { client: "tab-one-1" });
  expect((await after.expect("init")).locks).toEqual({});
});

test("[L9] [B2] locks go at the patch rate, in order, and presence does not wait behind them", async () => {
  const clock = createTestClock();
  await using registry = await startRegistry({ clock, limits: { patch_rate: 10, patch_burst: 2 } });
  const ann = await register(registry, "ann");
  using tab = ann.open(await ann.createSop(), { client: "tab-one-1" });
  await tab.expect("init");
  for (const nodes of [["a"], ["b"], [], ["a", "b"]]) tab.send({ type: "lock", nodes });
  tab.send({ type: "presence", typing: "a" });
  // Answered at once: when that is here, so is what was sent before.
  tab.sendRaw("no message");
  const first = [await tab.next(), await tab.next(), await tab.next()];
  const told = first.flatMap((message) => (message.type === "locks" ? [message.nodes] : []));
  expect(told).toEqual([["a"], ["b"]]);
  clock.advance(90);
  expect((await tab.expect("presence")).peers).toEqual({ "ann/tab-one-1": { typing: "a" } });
  clock.advance(20);
  expect(await tab.expect("locks")).toMatchObject({ nodes: [] });
  clock.advance(100);
  expect(await tab.expect("locks")).toMatchObject({ nodes: ["a", "b"] });
});
