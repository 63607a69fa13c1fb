import { afterAll, beforeAll, expect, test } from "bun:test";
import { echoOf } from "./expect-fate.ts";
import { smallGraph } from "./graphs.ts";
import { createSop, register, type Agent } from "./http-client.ts";
import type { Sop } from "./json.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";
import { connect, openSocket } from "./connect.ts";

/** `SOCKETS=1000` for a quick look. */
const SOCKETS = Number(process.env["SOCKETS"] ?? 10_000);
const AT_ONCE = 50;
const PEERS = 200;

let registry: RegistryProcess;
let agent: Agent;
let sop: Sop;
beforeAll(async () => {
  registry = await startRegistryProcess({
    env: {
      KP_LIMIT_PATCH_RATE: "50",
      KP_LIMIT_PATCH_BURST: "20",
      KP_LIMIT_PATCH_QUEUE: "60",
      KP_LIMIT_PEERS: String(PEERS),
    },
  });
  agent = await register(registry.url, "crowd");
  sop = await createSop(registry.url, agent, smallGraph());
});
afterAll(() => registry.remove());

test(`[B4] [S8] ${SOCKETS} sockets opened and dropped leave a registry that works and nobody in the room`, async () => {
  for (let opened = 0; opened < SOCKETS; opened += AT_ONCE) {
    const batch = Array.from({ length: AT_ONCE }, () => openSocket(registry.url, agent, sop.id));
    await Promise.all(batch.filter((_, i) => i % 2 === 0).map((peer) => peer.until("init")));
    for (const peer of batch) peer.cut();
    await Promise.all(batch.map((peer) => peer.closed));
  }
  const last = await connect(registry.url, agent, sop.id);
  expect((await echoOf(last.edit([{ op: "replace", path: "/name", value: "Still here" }]))).version).toBe(1);
  await last.leave();
}, 120_000);

test("[B2] patches over the rate are delayed in order, none refused", async () => {
  const peer = await connect(registry.url, agent, sop.id);
  const started = performance.now();
  const fates = Array.from({ length: 60 }, (_, i) =>
    peer.edit([{ op: "replace", path: "/nodes/b/position/x", value: i + 1 }], { id: `p${i}` }),
  );
  const versions = (await Promise.all(fates.map(echoOf))).map((patch) => patch.version);
  expect(versions).toEqual(versions.toSorted((x, y) => x - y));
  // 60 patches, 20 of them at once and the rest at 50 a second: 0.8 s.
  expect(performance.now() - started).toBeGreaterThan(500);
  await peer.leave();
});

test("[B2] too many waiting close with 4429 and when to come back", async () => {
  const peer = await connect(registry.url, agent, sop.id);
  // So many that a registry which reads them slowly does not keep up either.
  for (let i = 0; i < 2000; i++)
    peer.edit([{ op: "replace", path: "/nodes/b/position/y", value: i }]).catch(() => undefined);
  const closed = await peer.closed;
  expect(closed.code).toBe(4429);
  expect(closed.reason).toContain("retry_after");
});

test("[B3] the peer past the bound is refused, and comes in once there is room", async () => {
  const room = await createSop(registry.url, agent, smallGraph());
  const peers = await Promise.all(Array.from({ length: PEERS }, () => connect(registry.url, agent, room.id)));
  const refused = await fetch(`${registry.url}/v1/sop/${room.id}/ws`, {
    headers: {
      authorization: `Bearer ${agent.key}`,
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    },
  });
  expect(refused.status).toBe(503);
  const browser = openSocket(registry.url, agent, room.id, { headers: { origin: registry.url } });
  expect((await browser.closed).code).toBe(1013);
  await peers[0]?.leave();
  const next = await connect(registry.url, agent, room.id);
  expect(next.version).toBe(0);
});
