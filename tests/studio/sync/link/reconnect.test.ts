import { expect, test } from "bun:test";
import { backoffMs } from "#studio/sync/link/backoff.ts";
import { createFakeEnv } from "#tests/support/fake-env.ts";
import { record } from "./recorder.ts";
import { giveTickets, json, lastSocket, problem, say, welcome } from "./script.ts";

const AUTH = "kp_key";

function waits(random: number): number[] {
  return [1, 2, 3, 4, 5, 50].map((failures) => backoffMs(failures, random, null));
}

test("[Y3] the waits are 1, 2, 4, 8 and 8 s at most, half of each by chance, and never shorter than asked for", () => {
  expect(waits(1)).toEqual([1000, 2000, 4000, 8000, 8000, 8000]);
  expect(waits(0)).toEqual([500, 1000, 2000, 4000, 4000, 4000]);
  expect(backoffMs(1, 0, 30_000)).toBe(30_000);
  expect(backoffMs(1, 1, 1e9)).toBeLessThanOrEqual(301_000);
});

test("[Y3] a registry that cannot be reached is tried after 1, 2, 4, 8, 8 s; the state says when", async () => {
  const env = createFakeEnv();
  using here = record({ auth: AUTH, env });
  const start = env.now();
  await env.advance(24_000);
  expect(env.calls.length).toBe(6);
  const waits = here.states.flatMap((state) => (state.kind === "waiting" ? [state] : []));
  expect(waits.map(({ until }) => until - start)).toEqual([1000, 3000, 7000, 15_000, 23_000, 31_000]);
  expect(waits.map(({ attempt }) => attempt)).toEqual([2, 3, 4, 5, 6, 7]);
  expect(here.told.every(({ kind }) => kind === "state")).toBe(true);
});

test("[Y3] a wake tries at once; a wait that the registry asked for is kept to; retry is at once in any case", async () => {
  const env = createFakeEnv();
  using here = record({ auth: AUTH, env });
  await env.advance(3500);
  expect(env.calls.length).toBe(3);
  env.answer(() => problem(429, "rate_limited", { "retry-after": "60" }));
  env.wake();
  await env.settle();
  expect(env.calls.length).toBe(4);
  env.wake();
  await env.advance(59_000);
  expect(env.calls.length).toBe(4);
  env.answer(giveTickets);
  here.link.retry();
  await welcome(env);
  expect(here.link.state).toEqual({ kind: "open", via: "socket" });
});

test("[Y3] retry_after in a close frame is kept to; what stood for 10 s begins again with 1 s", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  using here = record({ auth: AUTH, env });
  (await welcome(env)).onclose?.({ code: 4429, reason: "too many messages, retry_after=7" });
  await env.advance(6900);
  expect(env.sockets.length).toBe(1);
  await env.advance(1000);
  expect(env.sockets.length).toBe(2);
  (await welcome(env)).onclose?.({ code: 1012, reason: "restart" });
  await env.settle();
  expect(here.link.state).toMatchObject({
    kind: "waiting",
    until: env.now() + 2000,
    attempt: 3,
    reason: "restart",
  });
  await env.advance(2000);
  const socket = await welcome(env);
  await env.advance(10_000);
  socket.onclose?.({ code: 1006, reason: "" });
  await env.settle();
  expect(here.link.state).toMatchObject({ kind: "waiting", until: env.now() + 1000, attempt: 2 });
});

test("[Y4] a machine without a network is offline until it wakes, and is looked at every 30 s", async () => {
  const env = createFakeEnv();
  env.setOnline(false);
  using here = record({ auth: AUTH, env });
  await env.advance(29_000);
  expect(here.link.state).toEqual({ kind: "offline" });
  expect(env.calls.length).toBe(1);
  await env.advance(2000);
  expect(env.calls.length).toBe(2);
  expect(here.link.state).toEqual({ kind: "offline" });
  env.answer(giveTickets);
  env.setOnline(true);
  env.wake();
  await welcome(env);
  expect(here.link.state.kind).toBe("open");
});

test("[Y4] what is open is offline as soon as the machine says so, until it gives a sign of life all the same", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  using here = record({ auth: AUTH, env });
  const socket = await welcome(env);
  env.setOnline(false);
  env.wake();
  expect(here.link.state).toEqual({ kind: "offline" });
  say(socket, { type: "leave", peer: "bob/x" });
  expect(here.link.state).toEqual({ kind: "offline" });
  say(socket, { type: "pong", t: env.now(), time: env.now(), version: 0 });
  expect(here.link.state).toEqual({ kind: "open", via: "socket" });
  env.wake();
  await env.advance(5000);
  expect(here.link.state).toEqual({ kind: "offline" });
  expect(here.told.at(-2)).toMatchObject({ kind: "ended", end: { code: 4408 } });
});

test("[Y5] it pings every 20 s; a socket on which nothing came for a whole turn is let go of", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  using here = record({ auth: AUTH, env });
  const socket = await welcome(env);
  expect(socket.sent).toEqual([{ type: "ping", t: env.now() }]);
  say(socket, { type: "pong", t: env.now(), time: env.now(), version: 0 });
  await env.advance(20_000);
  expect(socket.sent.length).toBe(2);
  // Any message is a sign of life.
  say(socket, { type: "leave", peer: "bob/x" });
  await env.advance(39_000);
  expect(here.link.state.kind).toBe("open");
  await env.advance(1000);
  expect(here.told.at(-2)).toMatchObject({ kind: "ended", end: { code: 4408 } });
  expect(here.link.state.kind).toBe("waiting");
  // Its place is kept for us: it did not leave.
  expect(socket.closedWith).toBe(4000);
});

test("[Y5] after a wake it wants an answer within 5 s", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  using here = record({ auth: AUTH, env });
  const socket = await welcome(env);
  say(socket, { type: "leave", peer: "bob/x" });
  env.wake();
  await env.advance(5000);
  expect(here.link.state.kind).toBe("waiting");
});

test("[Y5] a ticket, a handshake and an init that do not come in time are given up", async () => {
  const env = createFakeEnv();
  using here = record({ auth: AUTH, env });
  env.answer(() => new Promise<Response>(() => {}));
  await env.advance(9_999);
  expect(here.link.state.kind).toBe("connecting");
  await env.advance(1);
  expect(here.link.state.kind).toBe("waiting");
  env.answer(giveTickets);
  await env.advance(1000);
  expect(lastSocket(env).url).toContain("ticket=t1");
  await env.advance(10_000);
  expect(here.link.state.kind).toBe("waiting");
  expect(lastSocket(env).closedWith).toBe(4000);
});

test("[Y15] nothing is called within a call, and nothing after close; no timer is left", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  using here = record({ auth: AUTH, env });
  expect(here.told).toEqual([]);
  const socket = await welcome(env);
  const before = here.told.length;
  here.link.resync();
  expect(here.told.length).toBe(before);
  await env.settle();
  expect(here.told.slice(before).map(({ kind }) => kind)).toEqual(["ended", "state"]);
  await welcome(env);
  const open = here.told.length;
  here.link.close();
  expect(lastSocket(env).closedWith).toBe(1000);
  expect(env.timers).toBe(0);
  env.wake();
  say(socket, { type: "role", role: "viewer" });
  await env.advance(100_000);
  expect(here.told.length).toBe(open);
  here.link.retry();
  here.link.resync();
  expect(here.link.state).toEqual({ kind: "closed" });
});

test("[Y15] what was about to be told when it was closed is not told", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  using here = record({ auth: AUTH, env });
  await welcome(env);
  const before = here.told.length;
  here.link.resync();
  here.link.close();
  await env.settle();
  expect(here.told.length).toBe(before);
});

test("[Y2] resyncs without end do not become a storm", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  using here = record({ auth: AUTH, env });
  await welcome(env);
  for (const wait of [0, 2000, 4000, 8000]) {
    here.link.resync();
    await env.settle();
    expect(here.link.state.kind).toBe(wait === 0 ? "connecting" : "waiting");
    await env.advance(wait);
    await welcome(env);
  }
  expect(env.sockets.length).toBe(5);
});

test("[Y14] 200 of something else than the registry is no answer", async () => {
  const env = createFakeEnv();
  env.answer(() => json({ welcome: "to the hotel" }));
  using here = record({ auth: AUTH, env });
  await env.settle();
  expect(here.link.state.kind).toBe("waiting");
  env.answer(
    () => new Response("<html>pay first</html>", { status: 403, headers: { "content-type": "text/html" } }),
  );
  await env.advance(1000);
  expect(here.link.state.kind).toBe("waiting");
});
