import { expect, test } from "bun:test";
import { accountOf, register, step } from "#tests/support/account.ts";
import { makeDatabaseFile, startRegistry } from "#tests/support/registry.ts";

test("[P11] [O5] a notice reaches all of its author's peers, also later, until one has seen it", async () => {
  await using database = await makeDatabaseFile();
  const first = await startRegistry(database);
  const ann = await register(first, "ann");
  const sop = await ann.createSop();
  using drawing = ann.open(sop, { client: "drawing-1" });
  await drawing.expect("init");
  using removing = ann.open(sop, { client: "removing-1" });
  await removing.expect("init");

  const ts = Date.now();
  const add = { op: "add", path: "/nodes/c", value: step("c", 50) };
  const edge = { op: "add", path: "/edges/cb", value: { id: "cb", source: "c", target: "b" } };
  drawing.send({ type: "patch", id: "draw-node", base: 0, ts, ops: [add] });
  await removing.patches(1);
  drawing.send({ type: "patch", id: "draw-edge", base: 1, ts, ops: [edge] });
  await removing.patches(1);
  // It had not seen the edge when it removed the node.
  removing.send({ type: "patch", id: "away", base: 1, ts, ops: [{ op: "remove", path: "/nodes/c" }] });
  const notice = await drawing.until("notice");
  expect(notice).toMatchObject({
    patch: "draw-edge",
    code: "edge_rejected",
    by: { agent: "ann", version: 3 },
  });
  expect(await removing.until("notice")).toEqual(notice);
  await first.stop();

  await using second = await startRegistry(database);
  const later = accountOf(second, ann.agent, ann.key);
  using third = later.open(sop, { client: "third-tab-1" });
  await third.expect("init");
  expect(await third.expect("notice")).toEqual(notice);
  third.send({ type: "seen", notices: [notice.id] });
  third.send({ type: "ping", t: 1 });
  await third.expect("pong");
  using fourth = later.open(sop, { client: "fourth-tab-1" });
  await fourth.expect("init");
  fourth.send({ type: "ping", t: 1 });
  expect(await fourth.next()).toMatchObject({ type: "pong" });
});
