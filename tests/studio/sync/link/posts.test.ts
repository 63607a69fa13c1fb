import { expect, test } from "bun:test";
import { createPostQueue } from "#studio/sync/link/post-queue.ts";
import { createFakeEnv, type FakeCall, type FakeEnv } from "#tests/support/fake-env.ts";
import { rename } from "./real-env.ts";
import { isEnded, isMessage, record } from "./recorder.ts";
import { FakeStream, giveTickets, init, json, problem } from "./script.ts";

interface Waiting {
  readonly call: FakeCall;
  readonly messages: readonly { readonly type: string; readonly id?: string }[];
  readonly resolve: (response: Response) => void;
}

/** A link on a stream whose calls wait for the test. */
async function openPosting(env: FakeEnv, limits: Record<string, number> = {}) {
  const stream = new FakeStream();
  const waiting: Waiting[] = [];
  let streams = 0;
  env.answer((call) => {
    // The next one never begins.
    if (call.path === "/events") return (streams += 1) === 1 ? stream.response : new Promise<never>(() => {});
    if (call.path !== "/messages") return giveTickets(call);
    const { promise, resolve } = Promise.withResolvers<Response>();
    waiting.push({ call, messages: JSON.parse(call.body) as Waiting["messages"], resolve });
    return promise;
  });
  const here = record({ auth: "kp_key", env });
  await env.settle();
  stream.event(init(env, { limits }));
  await env.settle();
  return {
    here,
    stream,
    /** Answers the oldest call. */
    answer: async (response: Response = json([])) => {
      await env.settle();
      const first = waiting.shift();
      first?.resolve(response);
      await env.settle();
      return first?.messages.map(({ id, type }) => id ?? type) ?? [];
    },
    waiting,
  };
}

test("[Y9] one call at a time, in order, of at most 100 messages", async () => {
  const env = createFakeEnv({ hasSockets: false });
  const { here, answer, waiting } = await openPosting(env);
  for (let n = 0; n < 250; n += 1) here.link.send(rename(`p${n}`, "x", 0));
  expect(waiting.length).toBe(1);
  expect(await answer()).toEqual(["ping"]);
  expect(waiting.length).toBe(1);
  const calls = [await answer(), await answer(), await answer()];
  expect(calls.map(({ length }) => length)).toEqual([100, 100, 50]);
  expect(calls.flat()).toEqual(Array.from({ length: 250 }, (_, n) => `p${n}`));
  expect(env.calls.at(-1)?.query.get("client")).toBe("recorder");
  expect(waiting.length).toBe(0);
});

test("[Y9] a call stays below half of body_bytes; a larger message goes alone", () => {
  const queue = createPostQueue(1000);
  for (const [id, size] of Object.entries({ a: 300, b: 300, c: 300, d: 5000, e: 10 })) {
    queue.put(rename(id, "é".repeat(size / 2), 0));
  }
  const sizes: string[][] = [];
  for (let batch = queue.take(); batch.length > 0; batch = queue.take()) {
    sizes.push(batch.map(({ message }) => ("id" in message ? message.id : "")));
  }
  expect(sizes).toEqual([["a", "b"], ["c"], ["d"], ["e"]]);
});

test("[Y9] presence that waits becomes one message, what is between keeps its place", () => {
  const queue = createPostQueue(1_000_000);
  queue.put({ type: "presence", cursor: { x: 1, y: 1 }, typing: "a" });
  queue.put({ type: "presence", cursor: { x: 2, y: 2 } });
  queue.put({ type: "lock", nodes: ["a"] });
  queue.put({ type: "presence", cursor: null });
  expect(queue.take().map(({ message }) => message)).toEqual([
    { type: "presence", cursor: { x: 2, y: 2 }, typing: "a" },
    { type: "lock", nodes: ["a"] },
    { type: "presence", cursor: null },
  ]);
});

test("[Y9] 429 waits for as long as it says and sends the same again", async () => {
  const env = createFakeEnv({ hasSockets: false });
  const { here, answer, waiting } = await openPosting(env);
  await answer();
  here.link.send(rename("p1", "x", 0));
  await answer(problem(429, "rate_limited", { "retry-after": "9" }));
  here.link.send(rename("p2", "x", 0));
  await env.advance(8900);
  expect(waiting.length).toBe(0);
  await env.advance(100);
  expect(await answer()).toEqual(["p1", "p2"]);
  expect(here.link.state.kind).toBe("open");
});

test("[Y9] a call refused for one of its messages is sent one by one; that one gets its error, as on a socket", async () => {
  const env = createFakeEnv({ hasSockets: false });
  const { here, answer } = await openPosting(env);
  for (const id of ["p1", "p2", "p3"]) here.link.send(rename(id, "x", 0));
  await answer();
  expect(await answer(problem(422, "limit"))).toEqual(["p1", "p2", "p3"]);
  here.link.send(rename("p4", "x", 0));
  expect(await answer()).toEqual(["p1"]);
  expect(await answer(problem(422, "limit"))).toEqual(["p2"]);
  expect(await answer()).toEqual(["p3"]);
  expect(await answer()).toEqual(["p4"]);
  expect(here.told.filter(isMessage("error"))).toEqual([
    {
      kind: "message",
      isAnswer: true,
      message: { type: "error", code: "limit", message: "refused: limit", id: "p2" },
    },
  ]);
});

test("[Y9] any other failed call is a lost connection: 503 storage as 4500, 401 as 4401, no answer as 1006", async () => {
  for (const [response, code, state] of [
    [problem(503, "storage", { "retry-after": "1" }), 4500, "waiting"],
    [problem(401, "unauthenticated"), 4401, "connecting"],
    [problem(404, "not_found"), 4404, "stopped"],
    [new Response("Bad gateway", { status: 502 }), 1006, "waiting"],
    [json({ not: "an array" }), 1006, "waiting"],
  ] as const) {
    const env = createFakeEnv({ hasSockets: false });
    const { here, answer } = await openPosting(env);
    await answer(response.clone());
    expect(here.told.filter(isEnded).map(({ end }) => end.code)).toEqual([code]);
    expect(here.link.state.kind).toBe(state);
    expect(here.link.send(rename("p1", "x", 0))).toBe(false);
  }
});

test("[Y5] a stream on which nothing came for 30 s after a ping is let go of; comments are signs of life", async () => {
  const env = createFakeEnv({ hasSockets: false });
  const { here, answer, stream } = await openPosting(env);
  await answer();
  for (let turn = 0; turn < 5; turn += 1) {
    await env.advance(25_000);
    stream.raw(": ping\n\n");
    await answer();
  }
  expect(here.link.state.kind).toBe("open");
  await env.advance(60_000);
  expect(here.told.filter(isEnded).map(({ end }) => end.code)).toEqual([4408]);
});

test("[Y1] events that are cut anywhere are put together; a close event is a close frame", async () => {
  const env = createFakeEnv({ hasSockets: false });
  const { here, stream } = await openPosting(env);
  const text = `event: role\ndata: ${JSON.stringify({ type: "role", role: "viewer" })}\n\n`;
  for (const character of text) stream.raw(character);
  stream.event({ type: "later" });
  await env.settle();
  expect(here.told.filter(isMessage("role"))).toHaveLength(1);
  stream.event({ type: "close", code: 4410, reason: "the SOP was deleted" });
  await env.settle();
  expect(here.link.state).toMatchObject({ kind: "stopped", code: 4410 });
});
