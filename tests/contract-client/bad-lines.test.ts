import { afterAll, beforeAll, expect, test } from "bun:test";
import { echoOf } from "./expect-fate.ts";
import { openPair } from "./pair.ts";
import { openRawLine } from "./raw-line.ts";
import { startRegistryProcess, type RegistryProcess } from "./registry-process.ts";

const ROUNDS = 400;

let impatient: RegistryProcess;
let narrow: RegistryProcess;
beforeAll(async () => {
  impatient = await startRegistryProcess({ env: { KP_LIMIT_SILENCE_MS: "900", KP_LIMIT_PING_MS: "250" } });
  narrow = await startRegistryProcess({ env: { KP_LIMIT_UNREAD_BYTES: "300000" } });
});
afterAll(() => Promise.all([impatient.remove(), narrow.remove()]));

test("[P8] a line that answers no ping is closed with 4408; one that does is not", async () => {
  // After a standstill of the machine the registry has heard nobody for too long: then it is tried again.
  for (let tries = 1; ; tries++) {
    const { agent, sop, ann } = await openPair(impatient.url);
    const line = await openRawLine(impatient.url, agent, sop.id);
    await line.ended;
    expect(line.received().closeCode).toBe(4408);
    ann.send({ type: "ping", t: 5 });
    const answer = await Promise.race([ann.until("pong").catch(() => null), ann.closed.then(() => null)]);
    if (answer === null && tries < 4) continue;
    expect(answer?.t).toBe(5);
    break;
  }
});

test("[P9] who reads too slowly is cut off without a hole, and nobody else notices", async () => {
  const pair = await openPair(narrow.url);
  const line = await openRawLine(narrow.url, pair.agent, pair.sop.id);
  line.pause();
  // The kernel keeps up to 36 MB for a line that is not read; a nameless peer leaves as soon as it is closed.
  let round = 0;
  while (!pair.ann.log.some((message) => message.type === "leave") && round < ROUNDS) {
    const text = `${round++}`.padEnd(240_000, "x");
    await echoOf(pair.ann.edit([{ op: "replace", path: "/nodes/t/data/input_template", value: { text } }]));
  }
  expect(round).toBeLessThan(ROUNDS);
  await pair.bob.reach(round);
  line.resume();
  await line.ended;
  const { messages, closeCode } = line.received();
  expect([1013, undefined]).toContain(closeCode);
  const versions = messages.flatMap((message) =>
    message.type === "patch"
      ? [message.version]
      : message.type === "patches"
        ? message.patches.map((p) => p.version)
        : [],
  );
  expect(versions).toEqual(Array.from({ length: versions.length }, (_, i) => i + 1));
  expect(versions.length).toBeLessThan(round);
  expect(pair.bob.graph).toEqual(pair.ann.graph);
}, 60_000);
