import { expect, test } from "bun:test";
import { NO_MEASURES } from "#registry/measures/measures.ts";
import { createPatchTurns } from "#registry/peer/patch-turns.ts";
import { createTestClock } from "#tests/support/test-clock.ts";

function turnsOf(patch_rate: number, patch_burst: number, patch_queue: number) {
  const clock = createTestClock();
  return { clock, turns: createPatchTurns({ patch_rate, patch_burst, patch_queue }, clock, NO_MEASURES) };
}

/** The names of those whose turn came, in order. */
function listTurns(turns: ReturnType<typeof turnsOf>["turns"]) {
  const served: string[] = [];
  const ask = (name: string, count = 1, peer = "agent/client-1") =>
    turns.take("sop", peer, count).then(({ kind }) => served.push(`${name} ${kind}`));
  return { served, ask };
}

/** Everything that was resolved has been told. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test("[B2] patches over HTTP go at their peer's rate, delayed in order, and past the queue are refused", async () => {
  const { clock, turns } = turnsOf(10, 2, 3);
  const { served, ask } = listTurns(turns);
  for (const name of ["a", "b", "c", "d", "e"]) void ask(name);
  await settled();
  expect(served).toEqual(["a now", "b now"]);
  expect(await turns.take("sop", "agent/client-1", 1)).toEqual({ kind: "too_many", retryS: 1 });
  clock.advance(100);
  await settled();
  expect(served).toEqual(["a now", "b now", "c now"]);
  clock.advance(200);
  await settled();
  expect(served).toEqual(["a now", "b now", "c now", "d now", "e now"]);
});

test("[B2] a call of many patches takes all their turns, and whoever comes after it waits behind", async () => {
  const { clock, turns } = turnsOf(10, 2, 5);
  const { served, ask } = listTurns(turns);
  void ask("four", 4);
  void ask("one");
  clock.advance(199);
  await settled();
  expect(served).toEqual([]);
  clock.advance(1);
  await settled();
  expect(served).toEqual(["four now"]);
  clock.advance(100);
  await settled();
  expect(served).toEqual(["four now", "one now"]);
  expect((await turns.take("sop", "agent/client-1", 6)).kind).toBe("too_many");
  expect((await turns.take("sop", "agent/client-1", 0)).kind).toBe("now");
});

test("[B2] other peers and other SOPs wait for nobody; calls that name no peer are one peer", async () => {
  const { turns } = turnsOf(1, 1, 1);
  const { served, ask } = listTurns(turns);
  void ask("a");
  void ask("b", 1, "agent/client-2");
  void ask("c", 1, "agent/http.one");
  void ask("d", 1, "agent/http.two");
  void ask("e", 1, "other/http.one");
  await settled();
  expect(served).toEqual(["a now", "b now", "c now", "e now"]);
});

test("[B2] a socket and the calls of one peer share one rate, which outlasts a reconnect", async () => {
  const { clock, turns } = turnsOf(1, 2, 5);
  const socket = turns.hold("sop", "agent/client-1");
  expect(socket.rate.take(clock.now())).toBe(true);
  expect((await turns.take("sop", "agent/client-1", 1)).kind).toBe("now");
  expect(socket.rate.take(clock.now())).toBe(false);
  socket.release();
  expect(turns.hold("sop", "agent/client-1").rate.take(clock.now())).toBe(false);
});

test("[M2] rates that are full again are forgotten, those in use are not", () => {
  const { clock, turns } = turnsOf(1000, 2, 5);
  const { rate } = turns.hold("sop", "agent/held");
  for (let i = 0; i < 5000; i++) turns.hold("sop", `agent/passing-${i}`).release();
  clock.advance(10);
  for (let i = 0; i < 5000; i++) turns.hold("sop", `agent/later-${i}`).release();
  expect(turns.hold("sop", "agent/held").rate).toBe(rate);
});
