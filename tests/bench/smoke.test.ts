import { expect, test } from "bun:test";
import { applyLoad } from "./apply-load.ts";
import { measureCommit } from "./measure-commit.ts";
import { measureHistory } from "./measure-history.ts";
import { measureJoining } from "./measure-joining.ts";
import { measurePresence } from "./measure-presence.ts";
import { measureRoleChange } from "./measure-role-change.ts";
import { measureTokenCheck } from "./measure-token-check.ts";
import { sizedGraph } from "./sized-graph.ts";
import { startRegistrySubject, startRelaySubject, withSubject } from "./servers.ts";

// The bench itself is never timed in a test: this only shows that it measures what it says it measures.
// After a standstill all edits come in a frame or two: each is read.
const LOAD = { peers: 4, writers: 2, nodes: 40, rate: 1000, seconds: 0.3, sampled: 1 };

test("[P3] under load every edit arrives at every peer of its SOP", async () => {
  const registry = await startRegistrySubject([sizedGraph(40, 50), sizedGraph(40, 50)]);
  const result = await withSubject(registry, (subject) => applyLoad(subject, { ...LOAD, rooms: 2 }));
  expect(result).toMatchObject({ sent: 300, delivered: 1 });
  expect(result.samples).toBeGreaterThan(0);
});

test("[P3] the yardstick gives every frame to everybody", async () => {
  const relay = await startRelaySubject();
  const result = await withSubject(relay, (subject) => applyLoad(subject, { ...LOAD, rooms: 2 }));
  expect(result).toMatchObject({ sent: 300, delivered: 1 });
});

test("[P2] joining brings the whole SOP, warm and cold", async () => {
  const { warm, cold, relay } = await measureJoining(100, 150, 3, 2);
  expect(warm.bytes).toBeGreaterThan(20_000);
  expect(Math.abs(cold.bytes - warm.bytes)).toBeLessThan(1000);
  expect(relay.bytes).toBe(warm.bytes);
});

test("[L4] peers that move are told of together: fewer messages than moves", async () => {
  // 500 moves a second are told of in 30 messages: a machine that is slow, or stands still, makes that fewer.
  const { moves, messages } = await measurePresence({ name: "smoke", rooms: 1, peers: 10, hz: 50 }, 0.5);
  expect(moves).toBe(250);
  expect(messages).toBeGreaterThan(0);
  expect(messages).toBeLessThan(moves / 4);
});

test("[I7] the transform alone commits every edit", () => {
  const { commits, nodes } = measureCommit(40, 0.1);
  expect(nodes).toBe(40);
  expect(commits).toBeGreaterThan(0);
});

test("[A27] a role change reaches every socket of its agent, on all SOPs", async () => {
  expect(await measureRoleChange(2, 3, 2)).toMatchObject({ sockets: 6, changes: 2 });
});

test("[A1] [A7] the check of keys and tokens lets the right ones in", async () => {
  const { keyUs, tokenUs } = await measureTokenCheck(20);
  expect(Math.min(keyUs, tokenUs)).toBeGreaterThan(0);
});

test("[R1] [R8] looks back at random versions give each of them", async () => {
  expect(await measureHistory(20, 300, 10)).toMatchObject({ nodes: 20, versions: 300, undone: 100 });
});
