import { afterAll, beforeAll, expect, test } from "bun:test";
import type { PatchOp } from "#schemas/change/op.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const setX = (value: number): PatchOp => ({ op: "replace", path: "/nodes/a/position/x", value });

async function measure(name: string): Promise<number | undefined> {
  const { text } = await world.call("GET", "/metrics");
  const line = text.split("\n").find((line) => line.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

test("[M1] metrics are given to loopback, in the form that Prometheus reads", async () => {
  const reply = await world.call("GET", "/metrics");
  expect(reply.status).toBe(200);
  expect(reply.headers.get("content-type")).toStartWith("text/plain; version=0.0.4");
  for (const name of [
    "kp_sockets",
    "kp_streams",
    "kp_rooms_open",
    "kp_patches_queued",
    "kp_patches_delayed",
    "kp_backpressure_closes_total",
    "kp_event_loop_lag_worst_seconds",
    "process_resident_memory_bytes",
    "process_cpu_seconds_total",
  ]) {
    expect(reply.text).toContain(`\n${name} `);
  }
  expect(reply.text).toContain("kp_event_loop_lag_seconds_bucket");
});

test("[M1] what came through a proxy, or by another host's name, is not from this machine", async () => {
  const calls: readonly Record<string, string>[] = [
    { "x-forwarded-for": "127.0.0.1" },
    { forwarded: "for=127.0.0.1" },
    { via: "1.1 proxy" },
    { host: "evil.example" },
    { host: "127.0.0.1.evil.example" },
  ];
  for (const headers of calls) {
    expect((await world.call("GET", "/metrics", { headers })).status).toBe(401);
    expect((await world.call("GET", "/metrics", { headers, key: world.key })).status).toBe(403);
  }
});

test("[M1] commits are counted by outcome, with how long they took to the disk and to the sockets", async () => {
  const { id } = await world.createSop();
  await world.edit(id, [setX(1)]);
  await world.edit(id, [setX(2)]);
  await world.edit(id, [{ op: "test", path: "/name", value: "another" }]);
  expect(await measure('kp_patches_total{outcome="committed"}')).toBe(2);
  expect(await measure('kp_patches_total{outcome="judged"}')).toBe(1);
  expect(await measure("kp_commit_seconds_count")).toBe(3);
  expect(await measure("kp_fanout_seconds_count")).toBeGreaterThanOrEqual(1);
  expect(await measure("kp_rooms_open")).toBe(1);
});
