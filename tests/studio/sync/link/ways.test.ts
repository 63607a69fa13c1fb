import { expect, test } from "bun:test";
import { choose, chooseAfter, firstChoice, socketTryMs } from "#studio/sync/link/choose.ts";
import { createFakeEnv, type FakeCall, type FakeEnv } from "#tests/support/fake-env.ts";
import { isEnded, isOpened, record } from "./recorder.ts";
import { FakeStream, giveTickets, init, json, lastSocket, problem, welcome } from "./script.ts";

/** A registry whose stream the test writes. */
function streaming(env: FakeEnv, stream: FakeStream): (call: FakeCall) => Response {
  return (call) => {
    if (call.path === "/events") return stream.response;
    if (call.path === "/messages") return json([]);
    return giveTickets(call);
  };
}

/** A socket that some proxy refuses. */
async function refuseSocket(env: FakeEnv): Promise<void> {
  await env.settle();
  lastSocket(env).onclose?.({ code: 1006, reason: "" });
  await env.settle();
}

test("[Y10] one blocked attempt may be chance, two are not, and the registry's word is enough", () => {
  const first = firstChoice(true);
  const once = chooseAfter(first, { blocked: "perhaps" }, true);
  expect(once.via).toBe("socket");
  expect(chooseAfter(once, { blocked: null }, true)).toBe(once);
  expect(chooseAfter(once, { blocked: "perhaps" }, true)).toEqual(choose("stream"));
  expect(chooseAfter(first, { blocked: "surely" }, true)).toEqual(choose("stream"));
  expect(chooseAfter(choose("stream"), { blocked: "surely" }, true)).toEqual(choose("socket"));
  expect(chooseAfter(firstChoice(false), { blocked: "surely" }, false).via).toBe("stream");
  expect([0, 1, 2, 3, 4, 10].map(socketTryMs)).toEqual([60_000, 120_000, 240_000, 480_000, 900_000, 900_000]);
});

test("[Y10] after two sockets that were cut while calls pass, the stream is used; no network counts for nothing", async () => {
  const env = createFakeEnv();
  const stream = new FakeStream();
  using here = record({ auth: "kp_key", env });
  await env.advance(10_000);
  env.answer(streaming(env, stream));
  await env.advance(8000);
  await refuseSocket(env);
  expect(here.link.state.kind).toBe("waiting");
  await env.advance(8000);
  await refuseSocket(env);
  stream.event(init(env));
  await env.settle();
  expect(here.link.state).toEqual({ kind: "open", via: "stream" });
  expect(env.calls.map(({ path }) => path).slice(-2)).toEqual(["/events", "/messages"]);
});

test("[Y10] a socket that closes with a reason before its init works as a socket", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  using here = record({ auth: "kp_key", env });
  for (let turn = 0; turn < 5; turn += 1) {
    await env.settle();
    lastSocket(env).onclose?.({ code: 1013, reason: "too many peers on this SOP" });
    await env.advance(8000);
  }
  expect(env.calls.some(({ path }) => path === "/events")).toBe(false);
  expect(here.link.state.kind).not.toBe("stopped");
});

/** On the stream, with the socket to be tried in a minute. */
async function openStream(env: FakeEnv, stream: FakeStream) {
  env.answer((call) => (call.path === "/ws" ? problem(404, "not_found") : streaming(env, stream)(call)));
  const here = record({ auth: "kp_key", env });
  await refuseSocket(env);
  stream.event(init(env));
  await env.settle();
  return here;
}

async function advanceStream(env: FakeEnv, stream: FakeStream, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10_000) {
    stream.raw(": ping\n\n");
    await env.advance(Math.min(10_000, ms - passed));
  }
}

test("[Y11] the socket is tried after 1, 2, 4 minutes; until it comes to its init the stream serves", async () => {
  const env = createFakeEnv();
  const stream = new FakeStream();
  using here = await openStream(env, stream);
  for (const [minutes, sockets] of [
    [1, 2],
    [2, 3],
    [4, 4],
  ] as const) {
    await advanceStream(env, stream, minutes * 60_000);
    expect(env.sockets.length).toBe(sockets);
    expect(here.link.send({ type: "lock", nodes: [] })).toBe(true);
    await refuseSocket(env);
  }
  expect(here.told.filter(isEnded)).toEqual([]);
  await advanceStream(env, stream, 480_000);
  await welcome(env);
  expect(here.link.state).toEqual({ kind: "open", via: "socket" });
  expect(here.told.filter(isOpened).map(({ via }) => via)).toEqual(["stream", "socket"]);
  await env.advance(10_000);
  expect(lastSocket(env).closedWith).toBeNull();
});

test("[Y11] a stream that our own socket replaces has not ended; what came over both is told once", async () => {
  const env = createFakeEnv();
  const stream = new FakeStream();
  using here = await openStream(env, stream);
  await advanceStream(env, stream, 60_000);
  stream.event({ type: "patch", ...patch(1) });
  stream.event({ type: "close", code: 4409, reason: "replaced" });
  await env.settle();
  expect(here.link.state).toEqual({ kind: "open", via: "stream" });
  expect(here.link.send({ type: "lock", nodes: [] })).toBe(false);
  await welcome(env, { version: 2, head: "h2", patches: [patch(1), patch(2)] });
  expect(
    here.told
      .filter(isOpened)
      .at(-1)
      ?.init.patches?.map(({ version }) => version),
  ).toEqual([2]);
  expect(here.told.filter(isEnded)).toEqual([]);
});

test("[Y11] a whole SOP on the move follows on what came meanwhile", async () => {
  for (const [asked, followed] of [
    [0, 1],
    [undefined, undefined],
  ]) {
    const env = createFakeEnv();
    const stream = new FakeStream();
    using here = await openStream(env, stream);
    await advanceStream(env, stream, 60_000);
    stream.event({ type: "patch", ...patch(1) });
    await env.settle();
    const sop = { graph: { nodes: {}, edges: {} } };
    await welcome(env, { version: 2, head: "h2", patches: undefined, sop, since: asked });
    expect(here.told.filter(isOpened).at(-1)?.init.since).toBe(followed);
  }
});

test("[Y11] a socket that replaces the stream and then fails is a lost connection, not a stop", async () => {
  for (const isReplacedFirst of [true, false]) {
    const env = createFakeEnv();
    const stream = new FakeStream();
    using here = await openStream(env, stream);
    await advanceStream(env, stream, 60_000);
    const replaced = () => stream.event({ type: "close", code: 4409, reason: "replaced" });
    if (isReplacedFirst) replaced();
    await refuseSocket(env);
    if (!isReplacedFirst) replaced();
    await env.settle();
    expect(here.told.filter(isEnded)).toHaveLength(1);
    expect(here.link.state.kind).toBe("waiting");
  }
});

test("[Y11] a stream that is lost while the socket is tried takes the try along", async () => {
  const env = createFakeEnv();
  const stream = new FakeStream();
  using here = await openStream(env, stream);
  await advanceStream(env, stream, 60_000);
  stream.end();
  await env.settle();
  expect(lastSocket(env).closedWith).toBe(4000);
  expect(here.link.state.kind).toBe("waiting");
});

function patch(version: number) {
  return { version, head: `h${version}`, id: `p${version}`, peer: "bob/x", agent: "bob", ts: 1, ops: [] };
}
