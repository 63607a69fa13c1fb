import { expect, test } from "bun:test";
import { accountOf, register } from "#tests/support/account.ts";
import { makeDatabaseFile, startRegistry } from "#tests/support/registry.ts";
import { createTestClock } from "#tests/support/test-clock.ts";

const MOVE = [{ op: "replace", path: "/nodes/a/position", value: { x: 7, y: 7 } }];

test("[P5] the same peer connecting again takes over, and the old socket's late close changes nothing", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using watcher = ann.open(sop, { client: "watcher-1" });
  await watcher.expect("init");
  using before = ann.open(sop, { client: "tab-one-1" });
  await before.expect("init");
  await watcher.expect("join");

  using after = ann.open(sop, { client: "tab-one-1" });
  const init = await after.expect("init");
  expect(init.peers.map(({ peer }) => peer).toSorted()).toEqual(["ann/tab-one-1", "ann/watcher-1"]);
  expect(await before.closed).toMatchObject({ code: 4409 });

  after.send({ type: "patch", id: "p1", base: 0, ts: Date.now(), ops: MOVE });
  expect(await after.expect("patch")).toMatchObject({ id: "p1" });
  expect(await watcher.expect("patch")).toMatchObject({ id: "p1" });
  after.close();
  expect(await watcher.expect("leave")).toMatchObject({ peer: "ann/tab-one-1" });
});

test("[P6] ping is answered with the registry's time and the version", async () => {
  const clock = createTestClock();
  await using registry = await startRegistry({ clock });
  const ann = await register(registry, "ann");
  using socket = ann.open(await ann.createSop());
  await socket.expect("init");
  clock.advance(5);
  socket.send({ type: "ping", t: 42 });
  expect(await socket.expect("pong")).toEqual({ type: "pong", t: 42, time: clock.now(), version: 0 });
});

test("[P8] the registry pings, and a socket from which nothing comes closes with 4408", async () => {
  const clock = createTestClock();
  await using registry = await startRegistry({ clock });
  const ann = await register(registry, "ann");
  using quiet = ann.open(await ann.createSop());
  await quiet.expect("init");
  clock.advance(59_000);
  // Its pongs come after the clock has moved on; a message of its own proves that it is heard at this time.
  quiet.send({ type: "ping", t: 1 });
  await quiet.until("pong");
  clock.advance(59_000);
  quiet.send({ type: "ping", t: 2 });
  await quiet.until("pong");
  clock.advance(61_000);
  expect(await quiet.closed).toMatchObject({ code: 4408 });
});

test("[P14] a stop closes sockets with 1012 after everything accepted is on disk", async () => {
  await using database = await makeDatabaseFile();
  const first = await startRegistry(database);
  const ann = await register(first, "ann");
  const sop = await ann.createSop();
  using socket = ann.open(sop);
  await socket.expect("init");
  for (let n = 1; n <= 50; n++) {
    const ops = [{ op: "replace", path: "/nodes/a/position/x", value: n }];
    socket.send({ type: "patch", id: `p${n}`, base: null, ts: Date.now(), ops });
  }
  const echoed = (await socket.patches(1)).length;
  await first.stop();
  expect(await socket.closed).toMatchObject({ code: 1012 });
  const told = socket.unread.flatMap((m) =>
    m.type === "patch" ? [m] : m.type === "patches" ? m.patches : [],
  );
  const last = told.at(-1)?.version ?? echoed;

  await using second = await startRegistry(database);
  using again = accountOf(second, ann.agent, ann.key).open(sop);
  const init = await again.expect("init");
  expect(init.version).toBeGreaterThanOrEqual(last);
  expect(init.sop).toMatchObject({ graph: { nodes: { a: { position: { x: init.version } } } } });
});

test("[S3] [O4] after a restart on the same database history, results and heads are what they were", async () => {
  await using database = await makeDatabaseFile();
  const first = await startRegistry(database);
  const ann = await register(first, "ann");
  const sop = await ann.createSop();
  const patch = { type: "patch", id: "p1", base: 0, ts: Date.now(), ops: MOVE };
  using before = ann.open(sop, { client: "tab-one-1" });
  await before.expect("init");
  before.send(patch);
  const { head } = await before.expect("patch");
  await first.stop();

  await using second = await startRegistry(database);
  const later = accountOf(second, ann.agent, ann.key);
  using after = later.open(sop, { client: "tab-one-1", since: 1, head });
  expect(await after.expect("init")).toMatchObject({ version: 1, head, patches: [], you: { last: "p1" } });
  // The echo was lost on the way, so the client sends it again.
  after.send(patch);
  expect(await after.expect("outcome")).toEqual({ type: "outcome", id: "p1", version: 1, ops: [] });
  after.send({ ...patch, id: "p2", ops: [{ op: "remove", path: "/edges/ab" }] });
  expect(await after.expect("patch")).toMatchObject({ version: 2, id: "p2" });
});

test("[P12] deleting a SOP closes its sockets with 4410", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using socket = ann.open(sop);
  await socket.expect("init");
  expect((await ann.call("DELETE", `/v1/sop/${sop}`)).status).toBe(204);
  expect(await socket.closed).toMatchObject({ code: 4410 });

  expect((await ann.call("POST", `/v1/sop/${sop}/undelete`)).status).toBe(200);
  using again = ann.open(sop);
  expect(await again.expect("init")).toMatchObject({ version: 0 });
});

test("[S8] a SOP without peers leaves memory, and comes back as it was", async () => {
  const clock = createTestClock();
  await using registry = await startRegistry({ clock });
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using socket = ann.open(sop);
  await socket.expect("init");
  socket.send({ type: "patch", id: "p1", base: 0, ts: clock.now(), ops: MOVE });
  const { head } = await socket.expect("patch");
  clock.advance(35_000);
  // With a peer in it the room stays: the version is at hand without a load.
  expect(registry.rooms.peek(sop)).toBeDefined();
  socket.close();
  await socket.closed;
  await ann.call("GET", `/v1/sop/${sop}`);
  clock.advance(29_000);
  expect(registry.rooms.peek(sop)).toBeDefined();
  clock.advance(2_000);
  expect(registry.rooms.peek(sop)).toBeUndefined();

  using again = ann.open(sop);
  expect(await again.expect("init")).toMatchObject({ version: 1, head });
});
