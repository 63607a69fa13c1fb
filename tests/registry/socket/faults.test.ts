import { expect, test } from "bun:test";
import { register } from "#tests/support/account.ts";
import { createFaults } from "#tests/support/faulty-storage.ts";
import { startRegistry } from "#tests/support/registry.ts";

function move(id: string, x: number) {
  const ops = [{ op: "replace", path: "/nodes/a/position/x", value: x }];
  return { type: "patch", id, base: null, ts: Date.now(), ops };
}

test("[P10] a storage failure closes the room's sockets with 4500 and acknowledges nothing", async () => {
  const faults = createFaults();
  await using registry = await startRegistry({ wrap: faults.wrap });
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using author = ann.open(sop, { client: "tab-one-1" });
  await author.expect("init");
  using other = ann.open(sop, { client: "tab-two-2" });
  await other.expect("init");
  await author.expect("join");

  faults.appendFails.add(sop);
  author.send(move("p1", 1));
  expect(await author.expect("error")).toMatchObject({ code: "storage", id: "p1" });
  expect(await author.closed).toMatchObject({ code: 4500 });
  expect(await other.closed).toMatchObject({ code: 4500 });
  expect([...author.unread, ...other.unread]).toEqual([]);

  // The cause is gone: the same patch, sent again, is judged as if for the first time.
  faults.appendFails.clear();
  using again = ann.open(sop, { client: "tab-one-1" });
  expect(await again.expect("init")).toMatchObject({ version: 0, you: { last: null } });
  again.send(move("p1", 1));
  expect(await again.expect("patch")).toMatchObject({ id: "p1", version: 1 });
});

test("[S4] [P10] a failure in a group is the failing room's alone", async () => {
  const faults = createFaults();
  await using registry = await startRegistry({ wrap: faults.wrap });
  const ann = await register(registry, "ann");
  const [bad, good] = [await ann.createSop(), await ann.createSop()];
  using inBad = ann.open(bad);
  await inBad.expect("init");
  using inGood = ann.open(good);
  await inGood.expect("init");

  faults.appendFails.add(bad);
  inBad.send(move("p1", 1));
  inGood.send(move("p1", 1));
  expect(await inGood.expect("patch")).toMatchObject({ version: 1 });
  expect(await inBad.closed).toMatchObject({ code: 4500 });
  inGood.send(move("p2", 2));
  expect(await inGood.expect("patch")).toMatchObject({ version: 2 });
});

test("[P10] a version taken by another process is no history of ours: 4500, and the next load has it", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  using socket = ann.open(sop);
  await socket.expect("init");
  const row = {
    version: 1,
    head: "otherone",
    id: "q",
    peer: "bob/x",
    ts: 1,
    arrival: 1,
    ops: "[]",
    delta: "{}",
  };
  expect(await registry.storage.log.append([{ sop, rows: [row], results: [], notices: [] }])).toBe("ok");

  socket.send(move("p1", 1));
  expect(await socket.expect("error")).toMatchObject({ code: "storage", id: "p1" });
  expect(await socket.closed).toMatchObject({ code: 4500 });
  using again = ann.open(sop);
  expect(await again.expect("init")).toMatchObject({ version: 1, head: "otherone" });
});

test("[P10] [S7] a SOP that cannot be loaded closes with 4500; others open", async () => {
  const faults = createFaults();
  await using registry = await startRegistry({ wrap: faults.wrap });
  const ann = await register(registry, "ann");
  const [bad, good] = [await ann.createSop(), await ann.createSop()];
  faults.loadFails.add(bad);
  using unlucky = ann.open(bad);
  expect(await unlucky.closed).toMatchObject({ code: 4500 });
  using lucky = ann.open(good);
  expect(await lucky.expect("init")).toMatchObject({ version: 0 });
  faults.loadFails.clear();
  using again = ann.open(bad);
  expect(await again.expect("init")).toMatchObject({ version: 0 });
});
