import { expect, test } from "bun:test";
import type { ClientMessage } from "#schemas/protocol/client-message.ts";
import { createPresence } from "#studio/sync/session/presence.ts";
import type { Link } from "#studio/sync/link/link.ts";
import { createFakeEnv } from "#tests/support/fake-env.ts";

/** ms between frames. */
const FRAME_MS = 1000 / 60;

test("[U82] what is dragged leaves in the frame that moves it, and never more than 60 messages a second", async () => {
  const { env, presence, sent } = makePresence();
  const delays: number[] = [];
  for (let i = 0; i < 180; i++) {
    // Frames are not even, and where I point is told by a timer of its own.
    const early = ((i * 7) % 5) - 2;
    await env.advance(FRAME_MS * i + early - since(env));
    const madeAt = env.now();
    presence.update({ moving: { a: { x: i, y: 0 } } });
    if (i % 3 === 0) presence.update({ cursor: { x: i, y: 0 } });
    await env.advance(4);
    const told = sent.find(({ message }) => "moving" in message && message.moving?.["a"]?.x === i);
    delays.push((told?.at ?? Infinity) - madeAt);
  }
  expect(Math.max(...delays)).toBeLessThanOrEqual(4);
  expect(sent.length).toBeLessThanOrEqual(182);
  await env.advance(100);
  expect(sent.some(({ message }) => message.cursor?.x === 177)).toBe(true);
  expect(env.timers).toBe(0);
});

test("[U82] of news that come faster the latest is told, and where I point alone waits for what else there is", async () => {
  const { env, presence, sent } = makePresence();
  for (let i = 0; i < 400; i++) {
    presence.update({ cursor: { x: i, y: 0 } });
    await env.advance(5);
  }
  expect(sent.length).toBeGreaterThan(45);
  expect(sent.length).toBeLessThanOrEqual(52);
  presence.update({ cursor: { x: 400, y: 0 } });
  presence.update({ typing: "a" });
  await env.advance(FRAME_MS);
  expect(sent.at(-1)?.message).toEqual({ type: "presence", cursor: { x: 400, y: 0 }, typing: "a" });
  for (let i = 0; i < 400; i++) {
    presence.update({ moving: { a: { x: i, y: 0 } } });
    await env.advance(5);
  }
  expect(sent.length).toBeLessThanOrEqual(52 + 2 + 120);
});

test("[U82] a clock that is set back silences nobody", async () => {
  const { env, presence, sent, setBack } = makePresence();
  presence.update({ typing: "a" });
  setBack(60_000);
  presence.update({ typing: "b" });
  await env.advance(50);
  expect(sent.map(({ message }) => message)).toEqual([
    { type: "presence", typing: "a" },
    { type: "presence", typing: "b" },
  ]);
});

const startedAt = createFakeEnv().now();

function since(env: { now(): number }): number {
  return env.now() - startedAt;
}

function makePresence() {
  const env = createFakeEnv();
  const sent: { readonly at: number; readonly message: Extract<ClientMessage, { type: "presence" }> }[] = [];
  let back = 0;
  const now = () => env.now() - back;
  const link = {
    state: { kind: "open" },
    send(message: ClientMessage) {
      if (message.type === "presence") sent.push({ at: env.now(), message });
      return true;
    },
  } as unknown as Link;
  const presence = createPresence(() => link, { now, after: env.after.bind(env) });
  return { env, presence, sent, setBack: (ms: number) => void (back = ms) };
}
