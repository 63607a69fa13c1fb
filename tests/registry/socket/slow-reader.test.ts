import { expect, test } from "bun:test";
import { register } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { openSlowReader } from "#tests/support/slow-reader.ts";
import { createTestClock } from "#tests/support/test-clock.ts";

const PATCHES = 60;
const TEXT = "x".repeat(200_000);

test("[P9] a slow reader is closed with 1013 and the others lose nothing by it", async () => {
  const clock = createTestClock();
  await using registry = await startRegistry({ clock, limits: { unread_bytes: 100_000 } });
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using writer = ann.open(sop, { client: "tab-one-1" });
  await writer.expect("init");
  using slow = await openSlowReader(registry.url, `/v1/sop/${sop}/ws?client=slow-one-1`, ann.key);
  expect(await writer.expect("join")).toMatchObject({ peer: { peer: "ann/slow-one-1" } });

  // More than the kernel's buffers on both sides hold.
  for (let n = 1; n <= PATCHES; n++) {
    const ops = [{ op: "replace", path: "/nodes/a/data/instruction", value: `${n}${TEXT}` }];
    writer.send({ type: "patch", id: `p${n}`, base: null, ts: clock.now(), ops });
  }
  expect((await writer.patches(PATCHES)).map(({ version }) => version)).toEqual(
    Array.from({ length: PATCHES }, (_, i) => i + 1),
  );
  clock.advance(600);
  const away = await writer.until("presence");
  expect(away.peers["ann/slow-one-1"]).toMatchObject({ status: "away" });
  expect([1013, 1006]).toContain(await slow.readToEnd());
});

test("[P9] an init larger than the bound of unread bytes is no reason to close", async () => {
  const clock = createTestClock();
  await using registry = await startRegistry({ clock, limits: { unread_bytes: 1000 } });
  const ann = await register(registry, "ann");
  const sop = await ann.createSop(largeGraph());
  using writer = ann.open(sop, { client: "tab-one-1" });
  await writer.expect("init");
  using slow = await openSlowReader(registry.url, `/v1/sop/${sop}/ws?client=slow-one-1`, ann.key);
  await writer.expect("join");
  clock.advance(500);
  writer.send({ type: "ping", t: 1 });
  expect(await writer.next()).toMatchObject({ type: "pong" });
  writer.close();
  await registry.stop();
  expect([1012, 1006]).toContain(await slow.readToEnd());
});

/** About 4 MB, which no kernel buffer takes at once. */
function largeGraph(): object {
  const ids = Array.from({ length: 20 }, (_, i) => `n${i}`);
  const nodes = ids.map((id) => [id, nodeOf(id)]);
  return { name: "Large", domain: "test", nodes: Object.fromEntries(nodes), edges: {} };
}

function nodeOf(id: string) {
  return { id, type: "step", position: { x: 0, y: 0 }, data: { step: id, instruction: TEXT } };
}
