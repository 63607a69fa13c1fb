import { afterAll, beforeAll, expect, test } from "bun:test";
import { createSop, register, type Problem } from "./http-client.ts";
import { smallGraph, stepNode } from "./graphs.ts";
import { echoOf } from "./expect-fate.ts";
import { clientName, openPair } from "./pair.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";
import { connect, openSocket } from "./connect.ts";

let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess();
});
afterAll(() => registry.remove());

test("[P2] init comes first and holds the whole SOP, who is here, and the bounds", async () => {
  const { ann, bob, sop, agent } = await openPair(registry.url);
  expect(ann.init).toMatchObject({ type: "init", protocol: 1, version: 0, head: "", locks: {} });
  expect(ann.init.sop).toEqual(sop);
  expect(Math.abs(ann.init.time - Date.now())).toBeLessThan(60_000);
  expect(ann.init.you).toMatchObject({ agent: agent.id, role: "owner", last: null });
  expect(ann.init.you.peer).toStartWith(`${agent.id}/ann-`);
  expect(bob.init.peers.map((peer) => peer.peer).sort()).toEqual(
    [ann.init.you.peer, bob.init.you.peer].sort(),
  );
  expect(ann.init.limits).toMatchObject({ frame_bytes: 1048576, ops: 1000, nodes: 5000, patch_rate: 200 });
  const [first, second] = bob.init.peers;
  expect(first?.color).toBe(second?.color ?? "");
});

test("[P1] sop.v1 is echoed when offered, and a connection without it works as well", async () => {
  const { agent, sop } = await openPair(registry.url);
  const plain = await connect(registry.url, agent, sop.id, { protocols: [] });
  expect(plain.protocol).toBe("");
  const named = await connect(registry.url, agent, sop.id, { protocols: ["other.v9", "sop.v1"] });
  expect(named.protocol).toBe("sop.v1");
});

test("[P1] a refusal before the upgrade is a problem document", async () => {
  const owner = await register(registry.url, "owner");
  const stranger = await register(registry.url, "stranger");
  const sop = await createSop(registry.url, owner, smallGraph());
  const upgrade = async (key: string, path: string) => {
    const answer = await fetch(`${registry.url}/v1/sop/${path}`, {
      headers: {
        authorization: `Bearer ${key}`,
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      },
    });
    expect(answer.headers.get("content-type")).toStartWith("application/problem+json");
    const problem = (await answer.json()) as Problem;
    expect(problem.status).toBe(answer.status);
    return answer.status;
  };
  expect(await upgrade("kp_nonsense", `${sop.id}/ws`)).toBe(401);
  expect(await upgrade(stranger.key, `${sop.id}/ws`)).toBe(404);
  expect(await upgrade(owner.key, `kp:sop:${crypto.randomUUID()}/ws`)).toBe(404);
  expect(await upgrade(owner.key, `${sop.id}/ws?client=short`)).toBeGreaterThanOrEqual(400);
});

test("[P1] a browser, which sees no status, gets an empty connection with the reason as close code", async () => {
  const owner = await register(registry.url, "owner");
  const stranger = await register(registry.url, "stranger");
  const sop = await createSop(registry.url, owner, smallGraph());
  const origin = { origin: registry.url };
  const end = async (...[agent, id, headers]: [typeof owner | null, string, Record<string, string>]) => {
    const peer = openSocket(registry.url, agent, id, { headers });
    const { code } = await peer.closed;
    expect(peer.log).toEqual([]);
    return code;
  };
  expect(await end(null, sop.id, origin)).toBe(4401);
  expect(await end(stranger, sop.id, origin)).toBe(4404);
  expect(await end(owner, sop.id, { origin: "https://elsewhere.example" })).toBe(4403);
  const own = await connect(registry.url, owner, sop.id, { headers: origin });
  expect(own.version).toBe(0);
});

test("[P3] the echo is the acknowledgement, and all others get the same patch", async () => {
  const { ann, bob } = await openPair(registry.url);
  const before = Date.now();
  const echo = await echoOf(
    ann.edit([{ op: "add", path: "/nodes/n1", value: stepNode("n1") }], { id: "my-edit" }),
  );
  expect(echo).toMatchObject({
    version: 1,
    id: "my-edit",
    peer: ann.init.you.peer,
    agent: ann.init.you.agent,
  });
  expect(echo.head).toMatch(/^[A-Za-z0-9_-]{8}$/);
  expect(echo.ts).toBeGreaterThanOrEqual(before - 1000);
  expect(echo.ops).toEqual([{ op: "add", path: "/nodes/n1", value: stepNode("n1") } as never]);
  await bob.reach(1);
  expect(bob.graph).toEqual(ann.graph);
  expect(bob.document?.head).toBe(echo.head);
});

test("[P3] many in flight from two peers arrive at both in one order without a hole", async () => {
  const { ann, bob } = await openPair(registry.url);
  const fates = [];
  for (let i = 0; i < 60; i++) {
    const peer = i % 2 === 0 ? ann : bob;
    fates.push(
      peer.edit([{ op: "replace", path: `/nodes/${i % 2 === 0 ? "a" : "b"}/position/x`, value: i }]),
    );
  }
  const versions = (await Promise.all(fates.map(echoOf))).map((patch) => patch.version);
  expect(versions.toSorted((x, y) => x - y)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  await Promise.all([ann.reach(60), bob.reach(60)]);
  expect(ann.graph).toEqual(bob.graph);
});

test("[P5] the same peer connecting again takes over: the old socket closes with 4409, nobody leaves", async () => {
  const { agent, sop, bob } = await openPair(registry.url);
  const client = clientName("cat");
  const old = await connect(registry.url, agent, sop.id, { client });
  await bob.until("join", (message) => message.peer.peer === old.init.you.peer);
  const fresh = await connect(registry.url, agent, sop.id, { client });
  expect((await old.closed).code).toBe(4409);
  await echoOf(fresh.edit([{ op: "replace", path: "/nodes/a/position/x", value: 7 }]));
  await bob.reach(1);
  expect(bob.log.filter((message) => message.type === "leave")).toEqual([]);
  await fresh.leave();
  await bob.until("leave", (message) => message.peer === fresh.init.you.peer);
});

test("[P6] ping is answered with the registry's time and the version", async () => {
  const { ann } = await openPair(registry.url);
  ann.send({ type: "ping", t: 42 });
  const pong = await ann.until("pong");
  expect(pong).toMatchObject({ t: 42, version: 0 });
  expect(Math.abs(pong.time - Date.now())).toBeLessThan(60_000);
});

test("[P7] a binary frame closes with 4400", async () => {
  const { ann } = await openPair(registry.url);
  ann.sendRaw(new TextEncoder().encode('{"type":"ping","t":1}'));
  expect((await ann.closed).code).toBe(4400);
});

test("[P13] members that the registry does not know are ignored", async () => {
  const { ann } = await openPair(registry.url);
  ann.send({ type: "ping", t: 1, mood: "good" });
  expect((await ann.until("pong")).t).toBe(1);
  const op = { op: "replace", path: "/nodes/a/position/x", value: 1, why: "because" };
  expect((await echoOf(ann.edit([op]))).version).toBe(1);
});
