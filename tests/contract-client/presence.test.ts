import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect } from "./connect.ts";
import { openEvents } from "./event-stream.ts";
import { call } from "./http-client.ts";
import { clientName, openPair } from "./pair.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";

let registry: RegistryProcess;
/** Who says nothing is idle soon there, and gone soon. In the other nobody is, though the machine stands still for seconds. */
let impatient: RegistryProcess;
beforeAll(async () => {
  const env = { KP_LIMIT_GRACE_MS: "600", KP_LIMIT_IDLE_MS: "1200" };
  [registry, impatient] = await Promise.all([startRegistryProcess(), startRegistryProcess({ env })]);
});
afterAll(() => Promise.all([registry.remove(), impatient.remove()]));

test("[L4] cursors, selections and typing of one are seen by the other, cleared by null", async () => {
  const { ann, bob } = await openPair(registry.url);
  const { peer } = ann.init.you;
  ann.send({ type: "presence", cursor: { x: 1.5, y: -2 }, selection: ["a"], typing: "a" });
  const first = await bob.until("presence", ({ peers }) => peers[peer]?.["cursor"] !== undefined);
  expect(first.peers[peer]).toMatchObject({ cursor: { x: 1.5, y: -2 }, selection: ["a"], typing: "a" });
  ann.send({ type: "presence", typing: null });
  const second = await bob.until("presence", ({ peers }) => peers[peer]?.["typing"] === null);
  expect(second.peers[peer]).toEqual({ typing: null });
});

test("[L4] a flood of movement is told at no more than thirty a second, and ends where it ended", async () => {
  const { ann, bob } = await openPair(registry.url);
  const { peer } = ann.init.you;
  const started = performance.now();
  for (let x = 1; x <= 2000; x++) ann.send({ type: "presence", cursor: { x, y: 0 } });
  const last = await bob.until("presence", ({ peers }) => {
    const cursor = peers[peer]?.["cursor"] as { x: number } | undefined;
    return cursor?.x === 2000;
  });
  expect(last.peers[peer]).toEqual({ cursor: { x: 2000, y: 0 } });
  const told = bob.log.filter(({ type }) => type === "presence").length;
  expect(told).toBeLessThanOrEqual(2 + (performance.now() - started) / 33);
  expect(ann.log.filter(({ type }) => type === "error")).toEqual([]);
});

test("[L2] [L1] a cut connection is away and comes back without a flicker; one that stays away leaves", async () => {
  const { agent, sop, bob } = await openPair(registry.url);
  const client = clientName("cat");
  const cat = await connect(registry.url, agent, sop.id, { client });
  const { peer } = cat.init.you;
  cat.send({ type: "presence", cursor: { x: 9, y: 9 } });
  await bob.until("presence", ({ peers }) => peers[peer]?.["cursor"] !== undefined);
  cat.cut();
  const away = await bob.until("presence", ({ peers }) => peers[peer]?.["status"] === "away");
  expect(away.peers[peer]).toEqual({ status: "away", cursor: null });
  const meanwhile = await connect(registry.url, agent, sop.id, { client: clientName("dog") });
  const seen = meanwhile.init.peers.find((one) => one.peer === peer);
  expect(seen).toMatchObject({ status: "away" });
  expect(seen).not.toHaveProperty("cursor");

  const back = await connect(registry.url, agent, sop.id, { client });
  await bob.until("presence", ({ peers }) => peers[peer]?.["status"] === "active");
  expect(bob.log.filter((message) => message.type === "leave")).toEqual([]);
  expect(bob.log.filter((message) => message.type === "join" && message.peer.peer === peer)).toHaveLength(1);
  await back.leave();

  const { ann, bob: watcher } = await openPair(impatient.url);
  ann.cut();
  await watcher.until("leave", (message) => message.peer === ann.init.you.peer);
});

test("[L3] who is quiet is idle, though it pings, and active again at the next word", async () => {
  const { ann, bob } = await openPair(impatient.url);
  const { peer } = ann.init.you;
  ann.send({ type: "ping", t: 1 });
  await bob.until("presence", ({ peers }) => peers[peer]?.["status"] === "idle");
  ann.send({ type: "seen", notices: [] });
  await bob.until("presence", ({ peers }) => peers[peer]?.["status"] === "active");
});

test("[L8] GET presence and a stream's listener tell what the sockets are told", async () => {
  const { ann, bob, agent, sop } = await openPair(registry.url);
  const listener = await openEvents(registry.url, agent, sop.id);
  expect((await listener.next()).data).toMatchObject({ type: "init", peers: [{}, {}] });
  ann.send({ type: "presence", viewport: { x: 0, y: 0, zoom: 0.5 } });
  await bob.until("presence");
  const event = await listener.next();
  expect(event.event).toBe("presence");
  expect(event.data).toEqual(await bob.until("presence"));
  await listener.close();
  const { body } = await call<{ items: object[] }>(registry.url, agent, "GET", `/sop/${sop.id}/presence`);
  expect(body.items).toHaveLength(2);
  expect(body.items).toContainEqual(
    expect.objectContaining({ peer: ann.init.you.peer, viewport: { x: 0, y: 0, zoom: 0.5 } }),
  );
});
