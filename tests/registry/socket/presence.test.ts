import { expect, test } from "bun:test";
import { register } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { openSlowReader } from "#tests/support/slow-reader.ts";
import { createTestClock } from "#tests/support/test-clock.ts";
import type { Clock } from "#registry/clock.ts";
import type { Limits } from "#schemas/limits.ts";

/** A registry with a SOP of ann's and one of her tabs, which watches. */
async function openRoom(options: { readonly limits?: Partial<Limits>; readonly clock?: Clock } = {}) {
  const registry = await startRegistry(options);
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  const watcher = ann.open(sop, { client: "watcher-1" });
  await watcher.expect("init");
  const end = () => registry[Symbol.asyncDispose]();
  return { registry, ann, sop, watcher, [Symbol.asyncDispose]: end };
}

test("[L4] what a peer says of itself reaches the others, merged, and who comes later sees it in init", async () => {
  const clock = createTestClock();
  await using room = await openRoom({ clock });
  const { ann, sop, watcher } = room;
  using tab = ann.open(sop, { client: "tab-one-1" });
  await tab.expect("init");
  await watcher.expect("join");
  tab.send({ type: "presence", cursor: { x: 1, y: 2 }, selection: ["a"], typing: "a", mood: "good" });
  tab.send({ type: "presence", typing: null, viewport: { x: 0, y: 0, zoom: 2 } });
  tab.send({ type: "ping", t: 1 });
  await tab.expect("pong");
  clock.advance(33);
  const said = { cursor: { x: 1, y: 2 }, selection: ["a"], viewport: { x: 0, y: 0, zoom: 2 } };
  expect(await watcher.expect("presence")).toEqual({ type: "presence", peers: { "ann/tab-one-1": said } });
  using late = ann.open(sop, { client: "late-one-1" });
  const { peers } = await late.expect("init");
  const seen = peers.find(({ peer }) => peer === "ann/tab-one-1");
  expect(seen).toMatchObject({ ...said, status: "active" });
  expect(seen).not.toHaveProperty("typing");
});

test("[L4] [P7] what is no presence is malformed and changes nothing", async () => {
  const clock = createTestClock();
  await using room = await openRoom({ clock });
  const { watcher } = room;
  for (const fields of [
    { cursor: 7 },
    { cursor: { x: "1", y: 2 } },
    { status: "gone" },
    { selection: ["__proto__"] },
    { typing: "x".repeat(65) },
  ]) {
    watcher.send({ type: "presence", ...fields });
    expect(await watcher.expect("error")).toMatchObject({ code: "malformed" });
  }
  clock.advance(100);
  watcher.send({ type: "ping", t: 1 });
  expect(await watcher.next()).toMatchObject({ type: "pong" });
});

test("[L2] [L1] a cut connection is away, keeps place and locks, and comes back without join or leave", async () => {
  await using room = await openRoom();
  const { ann, sop, watcher } = room;
  using tab = ann.open(sop, { client: "tab-one-1" });
  await tab.expect("init");
  const { connected_at } = (await watcher.expect("join")).peer;
  tab.send({ type: "presence", cursor: { x: 1, y: 2 } });
  tab.send({ type: "lock", nodes: ["a"] });
  await watcher.until("locks");
  await tab.until("presence");
  tab.cut();
  const hidden = { status: "away", cursor: null };
  expect((await watcher.until("presence")).peers).toEqual({ "ann/tab-one-1": { cursor: { x: 1, y: 2 } } });
  expect(await watcher.next()).toEqual({ type: "presence", peers: { "ann/tab-one-1": hidden } });

  using back = ann.open(sop, { client: "tab-one-1" });
  const init = await back.expect("init");
  expect(init.locks).toEqual({ a: "ann/tab-one-1" });
  expect(init.peers.find(({ peer }) => peer === "ann/tab-one-1")).toMatchObject({ connected_at });
  const shown = { status: "active", cursor: { x: 1, y: 2 } };
  expect(await watcher.next()).toEqual({ type: "presence", peers: { "ann/tab-one-1": shown } });
  back.close();
  expect(await watcher.next()).toEqual({ type: "locks", peer: "ann/tab-one-1", nodes: [] });
  expect(await watcher.next()).toEqual({ type: "leave", peer: "ann/tab-one-1" });
});

test("[L1] who does not come back leaves after the grace, a nameless one at once", async () => {
  await using room = await openRoom({ limits: { grace_ms: 50 } });
  const { ann, sop, watcher } = room;
  for (const client of ["tab-one-1", undefined]) {
    using tab = ann.open(sop, { client });
    const { peer } = (await tab.expect("init")).you;
    await watcher.until("join");
    tab.cut();
    if (client !== undefined)
      expect((await watcher.expect("presence")).peers).toEqual({ [peer]: { status: "away" } });
    expect(await watcher.next()).toEqual({ type: "leave", peer });
  }
});

test("[L3] a quiet peer is idle though it pings, and a patch by HTTP under its name makes it active", async () => {
  await using room = await openRoom({ limits: { idle_ms: 1 } });
  const { ann, sop, watcher } = room;
  watcher.send({ type: "ping", t: 1 });
  expect((await watcher.until("presence")).peers).toEqual({ "ann/watcher-1": { status: "idle" } });
  const ops = [{ op: "replace", path: "/name", value: "New" }];
  const headers = { "content-type": "application/json-patch+json" };
  await ann.call("PATCH", `/v1/sop/${sop}?client=watcher-1`, ops, headers);
  expect((await watcher.until("presence")).peers).toEqual({ "ann/watcher-1": { status: "active" } });
});

test("[L6] tabs of an agent share name and color", async () => {
  await using room = await openRoom();
  const { ann, sop, watcher } = room;
  using tab = ann.open(sop);
  const { you, peers } = await tab.expect("init");
  expect(new Set(peers.map(({ color, name }) => `${color} ${name}`)).size).toBe(1);
  expect((await watcher.expect("join")).peer).toMatchObject({ color: you.color, name: "ann" });
});

test("[L5] a slow reader goes without presence and is told all of it later; it misses nothing else", async () => {
  const clock = createTestClock();
  await using room = await openRoom({ clock, limits: { unread_bytes: 100_000_000 } });
  const { ann, sop, watcher, registry } = room;
  using slow = await openSlowReader(registry.url, `/v1/sop/${sop}/ws?client=slow-one-1`, ann.key);
  await watcher.expect("join");
  const text = "x".repeat(200_000);
  for (let n = 1; n <= PATCHES; n++) {
    const ops = [{ op: "replace", path: "/nodes/a/data/instruction", value: `${n}${text}` }];
    watcher.send({ type: "patch", id: `p${n}`, base: null, ts: clock.now(), ops });
  }
  await watcher.patches(PATCHES);
  clock.advance(500);
  watcher.send({ type: "presence", cursor: { x: 4321, y: 1 } });
  watcher.send({ type: "ping", t: 1 });
  await watcher.until("pong");
  clock.advance(33);
  expect((await watcher.until("presence")).peers).toEqual({
    "ann/watcher-1": { cursor: { x: 4321, y: 1 } },
  });
  const rename = [{ op: "replace", path: "/name", value: "The last one" }];
  watcher.send({ type: "patch", id: "last", base: null, ts: clock.now(), ops: rename });
  await watcher.patches(1);

  const read = await slow.readUntil("The last one");
  expect(read).not.toContain("4321");
  for (let n = 1; n <= PATCHES; n++) expect(read).toContain(`"value":"${n}x`);
  clock.advance(500);
  expect(await slow.readUntil("4321")).toContain('"type":"presence"');
});

/** More than the kernel's buffers on both sides hold, each of 200 kB. */
const PATCHES = 60;
