import { expect, test } from "bun:test";
import { CLOSE } from "#schemas/protocol/close-codes.ts";
import { nextAfter } from "#studio/sync/link/closing.ts";
import { createFakeEnv } from "#tests/support/fake-env.ts";
import { record } from "./recorder.ts";
import { giveTickets, lastSocket, problem, say, welcome } from "./script.ts";

test("[Y6] what follows each close code", () => {
  const byKind = Object.groupBy(Object.values(CLOSE), (code) => nextAfter(code).kind);
  expect(byKind).toEqual({
    come_back: [1000, 1001, 1009, 1011, 1012, 1013, 4408, 4429, 4500],
    stop: [4400, 4403, 4404, 4410, 4426],
    renew: [4401],
    replaced: [4409],
  });
  for (const code of [1002, 1005, 1006, 1015, 3000, 4000, 4999])
    expect(nextAfter(code).kind).toBe("come_back");
});

test("[Y6] the refusals of the call for a ticket are those of the socket; the sentence says what to do", async () => {
  for (const [status, problemCode, code, says] of [
    [403, "forbidden", 4403, /owner/],
    [404, "not_found", 4404, /no such SOP/],
    [410, "gone", 4410, /deleted/],
    [422, "invalid", 4400, /reload/],
    [426, "malformed", 4426, /reload the page/],
  ] as const) {
    const env = createFakeEnv();
    env.answer(() => problem(status, problemCode));
    using here = record({ auth: "kp_key", env });
    await env.advance(60_000);
    expect(here.link.state).toMatchObject({ kind: "stopped", code, reason: expect.stringMatching(says) });
    expect(env.calls.length).toBe(1);
  }
});

test("[Y6] a registry that speaks another protocol says: reload", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  using here = record({ auth: "kp_key", env });
  await welcome(env, { protocol: 2 });
  expect(here.link.state).toMatchObject({ kind: "stopped", code: 4426 });
  expect(here.told.map(({ kind }) => kind)).toEqual(["state", "state"]);
});

test("[Y7] a token that ended while open is replaced by a fresh one at once, and only once", async () => {
  const env = createFakeEnv();
  const brought: (string | null)[] = [];
  env.answer((call) => {
    brought.push(call.headers.get("authorization"));
    return giveTickets(call);
  });
  let asked = 0;
  using here = record({ auth: () => Promise.resolve(`token-${(asked += 1)}`), env });
  (await welcome(env)).onclose?.({ code: 4401, reason: "the token ended" });
  await env.settle();
  expect(here.link.state.kind).toBe("connecting");
  expect(brought).toEqual(["Bearer token-1", "Bearer token-2"]);
  const socket = await welcome(env);
  socket.onclose?.({ code: 4401, reason: "the token ended" });
  await env.settle();
  expect(here.link.state).toMatchObject({ kind: "stopped", code: 4401 });
  here.link.retry();
  await welcome(env);
  expect(here.link.state.kind).toBe("open");
});

test("[Y7] a first 401: asked again where auth can say something else, a stop where it cannot", async () => {
  for (const [auth, calls] of [
    ["kp_key", 1],
    [() => "jwt", 2],
  ] as const) {
    const env = createFakeEnv();
    env.answer(() => problem(401, "unauthenticated"));
    using here = record({ auth, env });
    await env.advance(60_000);
    expect(here.link.state).toMatchObject({ kind: "stopped", code: 4401 });
    expect(env.calls.length).toBe(calls);
  }
});

test("[Y7] a ticket that is not taken says nothing of the key: it is asked for another one", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  using here = record({ auth: "kp_key", env });
  await env.settle();
  const socket = lastSocket(env);
  socket.onopen?.();
  socket.onclose?.({ code: 4401, reason: "not authenticated" });
  await env.settle();
  expect(here.link.state.kind).toBe("waiting");
  await env.advance(1000);
  await welcome(env);
  expect(here.link.state.kind).toBe("open");
});

test("[Y7] an auth that fails is tried again with the waits of a lost network", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  let fails = 2;
  const auth = () => ((fails -= 1) >= 0 ? Promise.reject(new Error("signed out")) : Promise.resolve("jwt"));
  using here = record({ auth, env });
  await env.settle();
  expect(here.link.state).toMatchObject({ kind: "waiting", reason: expect.stringContaining("signed out") });
  await env.advance(3000);
  await welcome(env);
  expect(here.link.state.kind).toBe("open");
});

test("[Y8] the key goes into a header alone; each connection has a ticket of its own", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  using here = record({ auth: "kp_secret", env });
  const socket = await welcome(env, { version: 4, head: "h4", patches: [patch(4)] });
  here.link.resync();
  await env.settle();
  const [ticket, again] = env.calls;
  expect(ticket).toMatchObject({ method: "POST", path: "/ws-ticket" });
  expect(again?.path).toBe("/ws-ticket");
  expect(ticket?.headers.get("authorization")).toBe("Bearer kp_secret");
  expect(socket.url).toBe("ws://registry.test/v1/sop/kp%3Asop%3Ax/ws?client=recorder&side=brief&ticket=t1");
  expect(lastSocket(env).url).toStartWith(`${socket.url}&since=4&head=h4`);
  expect(socket.protocol).toBe("sop.v1");
});

test("[Y16] 4409 stops, but where a connection that we let go of can be the one that replaced us", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  using here = record({ auth: "kp_key", env });
  // It hangs in some proxy, is given up, and reaches the registry after the one that followed.
  await env.advance(10_000);
  expect(here.link.state.kind).toBe("waiting");
  await env.advance(1000);
  (await welcome(env)).onclose?.({ code: 4409, reason: "replaced" });
  await env.settle();
  expect(here.link.state.kind).toBe("waiting");
  await env.advance(10_000);
  const socket = await welcome(env);
  say(socket, { type: "role", role: "viewer" });
  socket.onclose?.({ code: 4409, reason: "replaced" });
  await env.settle();
  expect(here.link.state).toMatchObject({ kind: "stopped", code: 4409 });
});

function patch(version: number) {
  return { version, head: `h${version}`, id: `p${version}`, peer: "bob/x", agent: "bob", ts: 1, ops: [] };
}
