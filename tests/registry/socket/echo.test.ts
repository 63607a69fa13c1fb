import { expect, test } from "bun:test";
import { register, withScopes } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";

const MOVE = [{ op: "replace", path: "/nodes/a/position", value: { x: 7, y: 7 } }];

test("[P3] a committed patch goes to everybody in the room, its author too, as plain RFC 6902", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using one = ann.open(sop, { client: "tab-one-1" });
  await one.expect("init");
  using two = ann.open(sop, { client: "tab-two-2" });
  await two.expect("init");
  await one.expect("join");

  one.send({ type: "patch", id: "p1", base: 0, ts: Date.now(), ops: MOVE });

  const echo = await one.expect("patch");
  expect(echo).toMatchObject({ version: 1, id: "p1", peer: "ann/tab-one-1", agent: "ann", ops: MOVE });
  expect(echo.head).toMatch(/^[A-Za-z0-9_-]{8}$/);
  expect(await two.expect("patch")).toEqual(echo);
});

test("[P3] versions arrive in order and without holes, however many patches are in flight", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using writer = ann.open(sop, { client: "tab-one-1" });
  using reader = ann.open(sop, { client: "tab-two-2" });
  await writer.expect("init");
  await reader.expect("init");

  for (let n = 1; n <= 300; n++) {
    const ops = [{ op: "replace", path: "/nodes/a/position/x", value: n }];
    writer.send({ type: "patch", id: `p${n}`, base: 0, ts: Date.now(), ops });
  }

  const heard = await reader.patches(300);
  expect(heard.map(({ version }) => version)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  expect(heard.map(({ id }) => id)).toEqual(Array.from({ length: 300 }, (_, i) => `p${i + 1}`));
  expect(await writer.patches(300)).toEqual(heard);
});

test("[P3] [D6] each version has a head of its own, and what is read is what was announced", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using socket = ann.open(sop);
  expect(await socket.expect("init")).toMatchObject({ version: 0, head: "" });
  for (const id of ["p1", "p2"]) {
    const ops = [{ op: "replace", path: "/nodes/a/position/x", value: id === "p1" ? 1 : 2 }];
    socket.send({ type: "patch", id, base: null, ts: Date.now(), ops });
  }
  const [first, second] = await socket.patches(2);
  expect(first?.head).not.toBe(second?.head);
  const read = (await (await ann.call("GET", `/v1/sop/${sop}`)).json()) as Record<string, unknown>;
  expect(read).toMatchObject({
    version: 2,
    head: second?.head,
    graph: { nodes: { a: { position: { x: 2 } } } },
  });
});

test("[P4] an op that is not simply applied is told by an outcome before the echo, to its author alone", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using author = ann.open(sop, { client: "tab-one-1" });
  await author.expect("init");
  using other = ann.open(sop, { client: "tab-two-2" });
  await other.expect("init");
  await author.expect("join");

  const ops = [...MOVE, { op: "replace", path: "/nodes/gone/position/x", value: 1 }];
  author.send({ type: "patch", id: "p1", base: 0, ts: Date.now(), ops });

  const outcome = await author.expect("outcome");
  expect(outcome).toMatchObject({
    id: "p1",
    version: 1,
    ops: [{ op: 1, status: "rejected", code: "path_not_found" }],
  });
  expect(await author.expect("patch")).toMatchObject({ version: 1, id: "p1" });
  expect(await other.expect("patch")).toMatchObject({ version: 1, id: "p1" });
});

test("[P4] a patch of which nothing is committed is answered by an outcome without a version, and no echo", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using socket = ann.open(sop);
  await socket.expect("init");

  const ops = [{ op: "replace", path: "/nodes/gone/position/x", value: 1 }];
  socket.send({ type: "patch", id: "p1", base: 0, ts: Date.now(), ops });
  expect(await socket.expect("outcome")).toMatchObject({
    id: "p1",
    version: null,
    ops: [{ status: "rejected" }],
  });

  socket.send({ type: "patch", id: "p2", base: 0, ts: Date.now(), ops: MOVE });
  expect(await socket.expect("patch")).toMatchObject({ id: "p2", version: 1 });
});

test("[P4] [O4] a patch sent again is answered with its first version and not applied again", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using socket = ann.open(sop, { client: "tab-one-1" });
  await socket.expect("init");
  const patch = { type: "patch", id: "p1", base: 0, ts: Date.now(), ops: MOVE };

  socket.send(patch);
  socket.send(patch);
  const told = [await socket.next(), await socket.next()];
  expect(told).toContainEqual(expect.objectContaining({ type: "patch", id: "p1", version: 1 }));
  expect(told).toContainEqual({ type: "outcome", id: "p1", version: 1, ops: [] });

  socket.send(patch);
  expect(await socket.expect("outcome")).toEqual({ type: "outcome", id: "p1", version: 1, ops: [] });
  socket.send({ ...patch, ops: [{ op: "remove", path: "/edges/ab" }] });
  expect(await socket.expect("error")).toMatchObject({ code: "id_reused", id: "p1" });
  socket.send({ type: "ping", t: 1 });
  expect(await socket.expect("pong")).toMatchObject({ version: 1 });
});

test("[P4] what cannot be judged is answered by an error with its id, and may come again", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using socket = ann.open(sop);
  await socket.expect("init");

  socket.send({ type: "patch", id: "p1", base: 5, ts: Date.now(), ops: MOVE });
  expect(await socket.expect("error")).toMatchObject({ code: "base_ahead", id: "p1" });
  socket.send({ type: "patch", id: "p1", base: 0, ts: Date.now(), ops: MOVE });
  expect(await socket.expect("patch")).toMatchObject({ id: "p1", version: 1 });
});

test("[P4] a key without the scope write sees everything and edits nothing", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using socket = (await withScopes(registry, ann, ["read"])).open(sop);
  expect(await socket.expect("init")).toMatchObject({ sop: { id: sop } });

  socket.send({ type: "patch", id: "p1", base: 0, ts: Date.now(), ops: MOVE });
  expect(await socket.expect("error")).toMatchObject({ code: "forbidden", id: "p1" });
});
