import { expect, test } from "bun:test";
import { echoOf } from "./expect-fate.ts";
import { call, readSop, type Problem } from "./http-client.ts";
import { openPair } from "./pair.ts";
import { runRegistry, startRegistryProcess } from "./registry-process.ts";

test("[P14] a stop closes sockets with 1012 after everything accepted is on disk", async () => {
  const registry = await startRegistryProcess();
  const { agent, sop, ann } = await openPair(registry.url);
  const fates = Array.from({ length: 40 }, (_, i) =>
    ann.edit([{ op: "replace", path: "/nodes/a/position/x", value: i + 1 }]),
  );
  await Promise.race(fates);
  expect(await registry.stop()).toBe(0);
  expect((await ann.closed).code).toBe(1012);
  const settled = await Promise.allSettled(fates);
  const echoed = settled.filter((fate) => fate.status === "fulfilled").length;
  await registry.start();
  const after = await readSop(registry.url, agent, sop.id);
  expect(after.version).toBeGreaterThanOrEqual(echoed);
  expect(after.graph.nodes["a"]?.position.x).toBe(after.version);
  await registry.remove();
});

test.each([
  ["KP_PORT", "eighty"],
  ["KP_WEBSOCKET_ENABLED", "maybe"],
  ["KP_REGISTRATION", "sometimes"],
  ["KP_LIMIT_OPS", "-1"],
  ["KP_LIMIT_PING_MS", "soon"],
  ["KP_DATABASE_URL", "postgres://localhost/sop"],
  ["KP_REDIS_URL", "redis://localhost"],
  ["KP_TLS_CERT", "cert.pem"],
])("[C1] %s=%s ends the start with one line that names it", async (name, value) => {
  const { code, stderr } = await runRegistry({ [name]: value });
  expect(code).toBe(1);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toContain(name);
});

test("[C1] registration and WebSockets can be switched off, and say so", async () => {
  const open = await startRegistryProcess({
    env: { KP_WEBSOCKET_ENABLED: "false", KP_REGISTRATION: "closed" },
  });
  const closed = await call<Problem>(open.url, null, "POST", "/auth/register", {
    body: { agent_id: "late-comer" },
  });
  expect(closed.status).toBe(403);
  const upgrade = await fetch(`${open.url}/v1/sop/kp:sop:${crypto.randomUUID()}/ws`, {
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    },
  });
  expect(upgrade.status).toBe(404);
  expect(((await upgrade.json()) as Problem).detail).toContain("KP_WEBSOCKET_ENABLED");
  await open.remove();
});

test("[C2] a bound from the environment is the one that clients are told", async () => {
  const registry = await startRegistryProcess({ env: { KP_LIMIT_OPS: "3", KP_LIMIT_NODES: "77" } });
  const { ann } = await openPair(registry.url);
  expect(ann.init.limits).toMatchObject({ ops: 3, nodes: 77 });
  const four = Array.from({ length: 4 }, () => ({ op: "replace", path: "/name", value: "x" }));
  expect(await ann.edit(four)).toMatchObject({ kind: "error", error: { code: "limit" } });
  expect((await echoOf(ann.edit(four.slice(1)))).version).toBe(1);
  await registry.remove();
});
