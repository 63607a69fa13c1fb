import { expect, test } from "bun:test";
import { register } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { createTestClock } from "#tests/support/test-clock.ts";

const GARBAGE = [
  "",
  "{",
  "null",
  "[]",
  '"patch"',
  "{}",
  '{"type":"constructor"}',
  '{"type":"__proto__"}',
  '{"type":"nothing like it"}',
  '{"type":"ping"}',
  '{"type":"ping","t":"soon"}',
  '{"type":"ping","t":1e999}',
  '{"type":"patch","id":"","base":0,"ts":0,"ops":[]}',
  '{"type":"patch","base":0,"ts":0,"ops":[]}',
  '{"type":"patch","id":"p","base":-1,"ts":0,"ops":[]}',
  '{"type":"patch","id":"p","base":0,"ts":1e999,"ops":[]}',
  '{"type":"patch","id":"p","base":0,"ts":0,"ops":[{"op":"constructor","path":""}]}',
  '{"type":"patch","id":"p","base":0,"ts":0,"ops":[{"op":"add","path":"/name"}]}',
  "[".repeat(100_000),
  `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
];

test("[P7] [B4] what is no message is malformed, and the next good message works", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  using socket = ann.open(await ann.createSop());
  await socket.expect("init");
  for (const frame of GARBAGE) {
    socket.sendRaw(frame);
    expect(["malformed", "limit"]).toContain((await socket.expect("error")).code);
  }
  socket.send({ type: "ping", t: 1 });
  expect(await socket.expect("pong")).toMatchObject({ t: 1, version: 0 });
});

test("[P7] a malformed message that names its id is answered with it", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  using socket = ann.open(await ann.createSop());
  await socket.expect("init");
  socket.send({ type: "patch", id: "p1", base: "first", ts: 0, ops: [] });
  expect(await socket.expect("error")).toMatchObject({ code: "malformed", id: "p1" });
  socket.send({ type: "patch", id: "x".repeat(65), base: 0, ts: 0, ops: [] });
  expect((await socket.expect("error")).id).toBeUndefined();
});

test("[B4] [N1] a value nested 100,000 deep is refused and harms nobody", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  using socket = ann.open(await ann.createSop());
  await socket.expect("init");
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  socket.sendRaw(
    `{"type":"patch","id":"p1","base":0,"ts":1,"ops":[{"op":"add","path":"/nodes/a/data/criteria","value":${deep}}]}`,
  );
  expect(await socket.expect("error")).toMatchObject({ code: "limit", id: "p1" });
  socket.send({ type: "ping", t: 1 });
  expect(await socket.expect("pong")).toMatchObject({ version: 0 });
});

test("[P13] unknown members of a message are ignored", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  using socket = ann.open(await ann.createSop());
  await socket.expect("init");
  socket.send({ type: "ping", t: 1, whatever: { type: "patch" } });
  expect(await socket.expect("pong")).toMatchObject({ t: 1 });
});

test("[P7] a binary frame closes with 4400", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  using socket = ann.open(await ann.createSop());
  await socket.expect("init");
  socket.sendRaw(new TextEncoder().encode('{"type":"ping","t":1}'));
  expect(await socket.closed).toMatchObject({ code: 4400 });
});

test("[B1] a frame at the bound is taken, one past it closes with 1009, by bytes and not by characters", async () => {
  await using registry = await startRegistry({ limits: { frame_bytes: 3000 } });
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using fits = ann.open(sop);
  await fits.expect("init");
  fits.sendRaw(pingOf(3000));
  expect(await fits.expect("pong")).toMatchObject({ t: 1 });
  fits.sendRaw(pingOf(3001));
  expect(await fits.closed).toMatchObject({ code: 1009 });
  using wide = ann.open(sop);
  await wide.expect("init");
  wide.sendRaw(`{"type":"ping","t":1,"x":"${"€".repeat(1000)}"}`);
  expect(await wide.closed).toMatchObject({ code: 1009 });
});

test("[B2] patches beyond the rate are delayed in order, with what comes after them", async () => {
  const clock = createTestClock();
  await using registry = await startRegistry({
    clock,
    limits: { patch_rate: 10, patch_burst: 3, patch_queue: 50 },
  });
  const ann = await register(registry, "ann");
  using socket = ann.open(await ann.createSop());
  await socket.expect("init");
  for (let n = 1; n <= 5; n++) {
    const ops = [{ op: "replace", path: "/nodes/a/position/x", value: n }];
    socket.send({ type: "patch", id: `p${n}`, base: null, ts: clock.now(), ops });
  }
  socket.send({ type: "ping", t: 1 });
  expect((await socket.patches(3)).map(({ id }) => id)).toEqual(["p1", "p2", "p3"]);

  // Another socket's round trip: by then the registry has taken in everything that was sent before.
  using other = ann.open(await ann.createSop());
  await other.expect("init");
  expect(socket.unread).toEqual([]);
  clock.advance(100);
  expect((await socket.patches(1)).map(({ id }) => id)).toEqual(["p4"]);
  clock.advance(100);
  const rest = [await socket.next(), await socket.next()];
  expect(rest).toContainEqual(expect.objectContaining({ type: "patch", id: "p5" }));
  expect(rest).toContainEqual(expect.objectContaining({ type: "pong", t: 1 }));
});

test("[B2] a peer far ahead of its rate is not read from, and everything is taken in the end", async () => {
  await using registry = await startRegistry({ limits: { patch_rate: 500, patch_burst: 1 } });
  const ann = await register(registry, "ann");
  using socket = ann.open(await ann.createSop());
  await socket.expect("init");
  const text = "x".repeat(200_000);
  for (let n = 1; n <= 50; n++) {
    const ops = [{ op: "replace", path: "/nodes/a/data/instruction", value: `${n}${text}` }];
    socket.send({ type: "patch", id: `p${n}`, base: null, ts: Date.now(), ops });
  }
  const ids = (await socket.patches(50)).map(({ id }) => id);
  expect(ids).toEqual(Array.from({ length: 50 }, (_, i) => `p${i + 1}`));
});

test("[B2] more waiting than the bound allows closes with 4429 and says when to come back", async () => {
  const clock = createTestClock();
  await using registry = await startRegistry({
    clock,
    limits: { patch_rate: 10, patch_burst: 1, patch_queue: 20 },
  });
  const ann = await register(registry, "ann");
  using socket = ann.open(await ann.createSop());
  await socket.expect("init");
  for (let n = 1; n <= 30; n++) {
    const ops = [{ op: "replace", path: "/nodes/a/position/x", value: n }];
    socket.send({ type: "patch", id: `p${n}`, base: null, ts: clock.now(), ops });
  }
  const { code, reason } = await socket.closed;
  expect(code).toBe(4429);
  expect(reason).toMatch(/retry_after=[1-9]/);
});

test("[B3] the peer past the bound is 503, with Origin 1013; one who is in may come again", async () => {
  await using registry = await startRegistry({ limits: { peers: 2 } });
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using one = ann.open(sop, { client: "tab-one-1" });
  await one.expect("init");
  using two = ann.open(sop, { client: "tab-two-2" });
  await two.expect("init");
  const upgrade = { upgrade: "websocket", connection: "Upgrade", "sec-websocket-version": "13" };
  const headers = { ...upgrade, "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==" };
  expect((await ann.call("GET", `/v1/sop/${sop}/ws`, undefined, headers)).status).toBe(503);
  using browser = ann.open(sop, { origin: registry.url });
  expect(await browser.closed).toMatchObject({ code: 1013 });
  using again = ann.open(sop, { client: "tab-two-2" });
  await again.expect("init");
  again.close();
  expect(await one.until("leave")).toMatchObject({ peer: "ann/tab-two-2" });
  using third = ann.open(sop, { client: "tab-thr-3" });
  await third.expect("init");
});

test("[P7] what this registry cannot do yet is said", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  using socket = ann.open(await ann.createSop());
  await socket.expect("init");
  for (const message of [{ type: "auth", token: "kp_later" }]) {
    socket.send(message);
    expect(await socket.expect("error")).toMatchObject({ code: "forbidden" });
  }
});

function pingOf(bytes: number): string {
  const empty = '{"type":"ping","t":1,"x":""}';
  return empty.replace('""', `"${"x".repeat(bytes - empty.length)}"`);
}
