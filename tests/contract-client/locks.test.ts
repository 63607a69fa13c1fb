import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect } from "./connect.ts";
import { echoOf } from "./expect-fate.ts";
import { smallGraph } from "./graphs.ts";
import { call, createSop, patchSop, readSop, register, type Agent, type Problem } from "./http-client.ts";
import type { MessageOf } from "./messages.ts";
import { clientName, openPair } from "./pair.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";
import type { SocketPeer } from "./socket-peer.ts";

let registry: RegistryProcess;
/** Where locks and places end soon. In the other a machine that stands still for seconds ends none. */
let impatient: RegistryProcess;
let owner: Agent;
let editor: Agent;
beforeAll(async () => {
  const env = { KP_LIMIT_GRACE_MS: "300", KP_LIMIT_LOCK_MS: "1500" };
  [registry, impatient] = await Promise.all([startRegistryProcess(), startRegistryProcess({ env })]);
  owner = await register(registry.url, "owner");
  editor = await register(registry.url, "editor");
});
afterAll(() => Promise.all([registry.remove(), impatient.remove()]));

const MOVE = [{ op: "replace", path: "/nodes/a/position/x", value: 77 }];

/** A SOP with its owner and an editor, each connected. */
async function openTwo() {
  const { id } = await createSop(registry.url, owner, smallGraph());
  await call(registry.url, owner, "PUT", `/sop/${id}/members/${editor.id}`, { body: { role: "editor" } });
  const ann = await connect(registry.url, owner, id, { client: clientName("ann") });
  const bob = await connect(registry.url, editor, id, { client: clientName("bob") });
  return { id, ann, bob, annPeer: ann.init.you.peer, bobPeer: bob.init.you.peer };
}

const lock = (peer: SocketPeer, ...nodes: string[]) => peer.send({ type: "lock", nodes });
const holds =
  (peer: string, ...nodes: string[]) =>
  (message: MessageOf<"locks">) =>
    message.peer === peer && message.nodes.toSorted().join() === nodes.toSorted().join();

test("[L9] [L14] the first asker holds; the other is refused by name, on the socket and over HTTP", async () => {
  const { id, ann, bob, annPeer, bobPeer } = await openTwo();
  lock(ann, "a");
  await bob.until("locks", holds(annPeer, "a"));
  lock(bob, "a", "b");
  const answer = await bob.until("locks", (message) => message.denied !== undefined);
  expect(answer).toMatchObject({ peer: bobPeer, nodes: ["b"], denied: [{ node: "a", peer: annPeer }] });
  await ann.until("locks", holds(bobPeer, "b"));
  expect(ann.log.some((message) => message.type === "locks" && message.denied !== undefined)).toBe(false);

  const by = { agent: owner.id, peer: annPeer };
  const fate = await bob.edit(MOVE);
  expect(fate).toMatchObject({
    kind: "refused",
    outcome: { version: null, ops: [{ code: "node_locked", by }] },
  });
  const refused = await patchSop<Problem>(registry.url, editor, id, MOVE);
  expect([refused.status, refused.body.code]).toEqual([423, "node_locked"]);
  expect(refused.body.outcomes).toMatchObject([{ code: "node_locked", by }]);
  await echoOf(ann.edit(MOVE));

  const late = await connect(registry.url, editor, id, { client: clientName("late") });
  expect(late.init.locks).toEqual({ a: annPeer, b: bobPeer });
});

test("[L9] [L10] many who ask for one node at one moment agree on who holds it, and so it goes on as they release", async () => {
  const { id } = await createSop(registry.url, owner, smallGraph());
  const agents = await Promise.all(Array.from({ length: 8 }, (_, i) => register(registry.url, `asker${i}`)));
  const peers: SocketPeer[] = [];
  for (const agent of agents) {
    await call(registry.url, owner, "PUT", `/sop/${id}/members/${agent.id}`, { body: { role: "editor" } });
    peers.push(await connect(registry.url, agent, id, { client: clientName("tab") }));
  }
  const left = new Set(peers);
  while (left.size > 0) {
    const marks = new Map(peers.map((peer) => [peer, peer.log.length]));
    for (const peer of left) lock(peer, "a");
    const told = await Promise.all(
      peers.map((peer) => peer.until("locks", ({ nodes }) => nodes.includes("a"), marks.get(peer) ?? 0)),
    );
    const holders = new Set(told.map(({ peer }) => peer));
    expect(holders.size).toBe(1);
    const [holder = ""] = holders;
    for (const peer of left) {
      if (peer.init.you.peer === holder) continue;
      const answer = await peer.until("locks", ({ denied }) => denied !== undefined, marks.get(peer) ?? 0);
      expect(answer.denied).toEqual([{ node: "a", peer: holder }]);
    }
    const winner = peers.find((peer) => peer.init.you.peer === holder);
    if (winner === undefined) throw new Error("a stranger holds the node");
    left.delete(winner);
    lock(winner);
    await Promise.all(peers.map((peer) => peer.until("locks", holds(holder), marks.get(peer) ?? 0)));
  }
});

test("[L1] [L2] [L10] a lock outlasts a cut connection that comes back, and ends with one that does not", async () => {
  const { id, ann, bob, annPeer } = await openTwo();
  lock(ann, "a");
  await bob.until("locks", holds(annPeer, "a"));
  ann.cut();
  const client = annPeer.split("/")[1];
  const back = await connect(registry.url, owner, id, { client });
  expect(back.init.locks).toEqual({ a: annPeer });
  expect(bob.log.filter(({ type }) => type === "leave")).toEqual([]);

  const pair = await openPair(impatient.url);
  const { peer } = pair.ann.init.you;
  lock(pair.ann, "a");
  await pair.bob.until("locks", holds(peer, "a"));
  pair.ann.cut();
  await pair.bob.until("locks", holds(peer));
  await pair.bob.until("leave", (message) => message.peer === peer);
  expect(pair.bob.log.filter(({ type }) => type === "leave")).toHaveLength(1);
});

test("[L10] a lock ends with its node", async () => {
  const { ann, bob, annPeer } = await openTwo();
  lock(ann, "a", "b");
  await bob.until("locks", holds(annPeer, "a", "b"));
  await echoOf(ann.edit([{ op: "remove", path: "/nodes/a" }]));
  await bob.until("locks", holds(annPeer, "b"));
});

test("[L10] a lock ends by itself when its peer is quiet though it pings", async () => {
  const { ann, bob } = await openPair(impatient.url);
  const { peer } = ann.init.you;
  lock(ann, "b");
  await bob.until("locks", holds(peer, "b"));
  ann.send({ type: "ping", t: 1 });
  await bob.until("locks", holds(peer));
});

test("[L11] the same agent's other tab takes a lock over", async () => {
  const { id, ann, bob, annPeer } = await openTwo();
  const other = await connect(registry.url, owner, id, { client: clientName("other") });
  lock(ann, "a", "b");
  await bob.until("locks", holds(annPeer, "a", "b"));
  lock(other, "b");
  await bob.until("locks", holds(other.init.you.peer, "b"));
  await bob.until("locks", holds(annPeer, "a"));
});

test("[L12] [L13] an agent without a socket leases a node, works on it, and an owner breaks the lease", async () => {
  const { id, ann, bob } = await openTwo();
  const path = `/sop/${id}/locks/a`;
  const leased = await call(registry.url, editor, "PUT", path, { body: { ttl: 600 } });
  expect(leased.status).toBe(200);
  const holder = `${editor.id}/http`;
  await ann.until("locks", holds(holder, "a"));
  expect((await patchSop(registry.url, editor, id, MOVE)).status).toBe(200);
  const taken = await call<Problem>(registry.url, owner, "PUT", path, { body: { ttl: 1 } });
  expect([taken.status, taken.body.code]).toEqual([423, "node_locked"]);
  expect(taken.body).toMatchObject({ by: { agent: editor.id, peer: holder } });
  expect(await ann.edit(MOVE)).toMatchObject({ kind: "refused" });
  expect((await call(registry.url, owner, "DELETE", path)).status).toBe(204);
  await bob.until("locks", holds(holder));
  await echoOf(ann.edit([{ op: "replace", path: "/nodes/a/position/x", value: 1 }]));
  expect((await readSop(registry.url, owner, id)).graph.nodes["a"]).toMatchObject({ position: { x: 1 } });

  await call(registry.url, owner, "PUT", path, { body: { ttl: 600 } });
  expect((await call(registry.url, editor, "DELETE", path)).status).toBe(403);
  await bob.until("locks", holds(`${owner.id}/http`, "a"));
  const mark = bob.log.length;
  expect((await call(registry.url, owner, "PUT", path, { body: { ttl: 1 } })).status).toBe(200);
  await bob.until("locks", holds(`${owner.id}/http`), mark);
});
