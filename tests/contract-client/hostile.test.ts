import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { echoOf, errorOf } from "./expect-fate.ts";
import { call, createSop, patchSop, register, type Agent, type Problem } from "./http-client.ts";
import { smallGraph } from "./graphs.ts";
import type { Op, Sop } from "./json.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";
import { connect } from "./connect.ts";
import type { SocketPeer } from "./socket-peer.ts";

let registry: RegistryProcess;
let agent: Agent;
let sop: Sop;
let pid: number;
beforeAll(async () => {
  registry = await startRegistryProcess();
  agent = await register(registry.url, "mallory");
  sop = await createSop(registry.url, agent, smallGraph());
  pid = registry.pid();
});
afterAll(() => registry.remove());

// Whatever was sent: the same process answers the next good message.
afterEach(async () => {
  const fresh = await connect(registry.url, agent, sop.id);
  const echo = await echoOf(
    fresh.edit([{ op: "replace", path: "/nodes/a/position/x", value: Math.random() }]),
  );
  expect(echo.version).toBe(fresh.version);
  await fresh.leave();
  expect(registry.pid()).toBe(pid);
});

test("[P7] [B4] what is no message is an error, and the connection goes on", async () => {
  const peer = await connect(registry.url, agent, sop.id);
  const garbage = [
    "",
    "{",
    "null",
    "[]",
    "7",
    '"patch"',
    "{}",
    '{"type":"nonsense"}',
    '{"type":"patch"}',
    '{"type":"ping"}',
    "\u0000",
  ];
  for (const frame of garbage) {
    const from = peer.log.length;
    peer.sendRaw(frame);
    expect({ frame, ...(await peer.until("error", () => true, from)) }).toMatchObject({
      frame,
      code: "malformed",
    });
  }
  await goesOn(peer);
});

test("[P7] an error names the id of the message where it can be read", async () => {
  const peer = await connect(registry.url, agent, sop.id);
  peer.send({ type: "patch", id: "half-read", base: "zero", ts: 1, ops: [] });
  expect(await peer.until("error")).toMatchObject({ code: "malformed", id: "half-read" });
});

test("[B1] a frame of 2 MB closes with 1009", async () => {
  const peer = await connect(registry.url, agent, sop.id);
  peer.sendRaw(JSON.stringify({ type: "ping", t: 1, pad: "x".repeat(2_000_000) }));
  expect((await peer.closed).code).toBe(1009);
});

test("[N1] [D4] banned keys, unknown ops and bad pointers are malformed, the whole patch", async () => {
  const peer = await connect(registry.url, agent, sop.id);
  const free = "/nodes/t/data/input_template";
  const wrong: string[] = [
    `[{"op":"add","path":"${free}/x","value":{"__proto__":{"polluted":true}}}]`,
    `[{"op":"add","path":"${free}/x","value":{"a":[{"constructor":1}]}}]`,
    `[{"op":"add","path":"${free}/__proto__/polluted","value":true}]`,
    `[{"op":"add","path":"/nodes/constructor/prototype","value":1}]`,
    `[{"op":"constructor","path":"/name","value":1}]`,
    `[{"op":"toString","path":"/name"}]`,
    `[{"op":"replace","path":"name","value":"x"}]`,
    `[{"op":"replace","path":"/na~2me","value":"x"}]`,
    `[{"op":"replace","path":"/name"}]`,
    `[{"op":"move","path":"/name"}]`,
    `[{"op":"replace","path":7,"value":"x"}]`,
    `[{"op":"replace","path":"${free}/deep/k","value":1e999}]`,
  ];
  for (const [i, ops] of wrong.entries()) {
    peer.sendRaw(`{"type":"patch","id":"wrong-${i}","base":${peer.version},"ts":${Date.now()},"ops":${ops}}`);
    const error = await peer.until("error", (message) => message.id === `wrong-${i}`);
    expect({ ops, code: error.code }).toEqual({ ops, code: "malformed" });
  }
  expect(JSON.stringify(peer.graph)).not.toContain("polluted");
  await goesOn(peer);
});

test("[N2] an index of 2^32, 01 or -1 is no index", async () => {
  const peer = await connect(registry.url, agent, sop.id);
  for (const token of ["4294967296", "01", "-1", "1e0", "+1", "99"]) {
    const fate = await peer.edit([
      { op: "add", path: `/nodes/t/data/input_template/list/${token}`, value: 1 },
    ]);
    expect({ token, kind: fate.kind === "echo" && fate.patch.ops.length > 0 }).toEqual({
      token,
      kind: false,
    });
  }
  expect(peer.graph.nodes["t"]?.data["input_template"]).toMatchObject({ list: ["p", "q", "r"] });
});

test("[B4] [N1] JSON 100,000 levels deep is refused and ends nothing", async () => {
  const peer = await connect(registry.url, agent, sop.id);
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  peer.sendRaw(deep);
  await peer.until("error");
  const from = peer.log.length;
  const path = "/nodes/t/data/input_template/x";
  peer.sendRaw(
    `{"type":"patch","id":"deep","base":${peer.version},"ts":1,"ops":[{"op":"add","path":"${path}","value":${deep}}]}`,
  );
  expect(["malformed", "limit"]).toContain((await peer.until("error", () => true, from)).code);
  await goesOn(peer);
  const graph = `{"graph":{"name":"x","domain":"y","nodes":${deep}}}`;
  expect((await call(registry.url, agent, "POST", "/sop", { raw: graph })).status).toBeWithin(400, 500);
});

test("[N1] a patch of 10,000 ops is limit, and so are depth, pointer and value", async () => {
  const peer = await connect(registry.url, agent, sop.id);
  const free = "/nodes/t/data/input_template/x";
  const nested = JSON.parse(`${"[".repeat(40)}${"]".repeat(40)}`) as never;
  const over: Op[][] = [
    Array.from({ length: 10_000 }, () => ({ op: "replace", path: "/name", value: "x" })),
    [{ op: "add", path: free, value: nested }],
    [{ op: "add", path: `/nodes/t/data/input_template/${"x".repeat(1100)}`, value: 1 }],
    [{ op: "add", path: free, value: "x".repeat(300 * 1024) }],
  ];
  for (const ops of over) expect((await errorOf(peer.edit(ops))).code).toBe("limit");
  expect(peer.graph.nodes["t"]?.data["input_template"]).not.toHaveProperty("x");
  await goesOn(peer);
});

test("[B1] [H1] HTTP bodies past their size are 413, bodies that are no JSON are refused", async () => {
  const big = JSON.stringify([{ op: "replace", path: "/description", value: "x".repeat(1_100_000) }]);
  const patch = { headers: { "content-type": "application/json-patch+json" }, raw: big };
  const tooBig = await call<Problem>(registry.url, agent, "PATCH", `/sop/${sop.id}`, patch);
  expect(`${tooBig.status} ${tooBig.body.code}`).toBe("413 limit");
  const post = await call<Problem>(registry.url, agent, "POST", "/sop", {
    raw: `"${"x".repeat(6_000_000)}"`,
  });
  expect(`${post.status} ${post.body.code}`).toBe("413 limit");
  for (const raw of ["{", new Uint8Array([0x22, 0xff, 0xfe, 0x22]), ""]) {
    const reply = await call<Problem>(registry.url, agent, "POST", "/sop", { raw });
    expect(reply.status).toBeWithin(400, 500);
    expect(reply.body.code).toBe("malformed");
  }
});

test("[H7] [N1] PATCH refuses the same things by status", async () => {
  const status = async (ops: unknown) => (await patchSop<Problem>(registry.url, agent, sop.id, ops)).status;
  expect(await status([{ op: "constructor", path: "/name" }])).toBe(422);
  expect(await status({ op: "replace", path: "/name", value: "x" })).toBe(422);
  expect(
    await status(Array.from({ length: 1001 }, () => ({ op: "replace", path: "/name", value: "x" }))),
  ).toBe(413);
  const plain = { body: [], headers: { "content-type": "application/json" } };
  expect((await call(registry.url, agent, "PATCH", `/sop/${sop.id}`, plain)).status).toBe(415);
});

async function goesOn(peer: SocketPeer): Promise<void> {
  const from = peer.log.length;
  peer.send({ type: "ping", t: 9 });
  expect((await peer.until("pong", () => true, from)).t).toBe(9);
}
