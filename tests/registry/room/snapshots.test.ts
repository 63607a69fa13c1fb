import { expect, test } from "bun:test";
import type { Storage } from "#registry/storage/storage.ts";
import { accountOf, register, type Account } from "#tests/support/account.ts";
import { makeDatabaseFile, startRegistry } from "#tests/support/registry.ts";
import type { SocketClient } from "#tests/support/socket-client.ts";
import { createTestClock, type TestClock } from "#tests/support/test-clock.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What makes a thousand rows weigh more than a few snapshots. */
const LINE = "x".repeat(1000);

/** As fast as it can: what is tested is not the rate. */
const limits = { patch_rate: 1_000_000, patch_burst: 1_000_000 };

test("[S3] a long log gets a snapshot on the way, and a restart comes up identical from it", async () => {
  await using database = await makeDatabaseFile();
  const clock = createTestClock();
  const kept = Promise.withResolvers<number>();
  const first = await startRegistry({ ...database, clock, limits, wrap: watchSnapshots(kept.resolve) });
  const ann = await register(first, "ann");
  const sop = await ann.createSop();
  using writer = ann.open(sop, { client: "tab-one-1" });
  await writer.expect("init");
  await write(writer, clock, 1200);
  expect(await kept.promise).toBeGreaterThanOrEqual(500);
  await write(writer, clock, 10, 1200);
  const before = await readSop(ann, sop);
  await first.stop();

  await using second = await startRegistry({ ...database, clock, limits });
  const again = accountOf(second, ann.agent, ann.key);
  expect(await readSop(again, sop)).toEqual(before);
  // Its newest state was kept when the registry stopped.
  expect((await second.storage.log.load(sop))?.rows).toEqual([]);
});

test("[S6] what is old and beyond the newest versions leaves the log; who missed it starts over", async () => {
  await using database = await makeDatabaseFile();
  const clock = createTestClock();
  const start = () => startRegistry({ ...database, clock, limits: { ...limits, log_versions: 100 } });
  const first = await start();
  const ann = await register(first, "ann");
  const { agent, key } = ann;
  const sop = await ann.createSop();
  await first.stop();

  /** A sitting of its own, which leaves a snapshot behind. */
  const sit = async (count: number, from: number) => {
    const registry = await start();
    using writer = accountOf(registry, agent, key).open(sop, { client: `sitting-${from}` });
    await writer.expect("init");
    const heads = await write(writer, clock, count, from);
    await registry.stop();
    return heads;
  };
  const heads = [...(await sit(150, 0)), ...(await sit(150, 150))];
  clock.advance(40 * DAY_MS);
  await sit(10, 300);

  // The newest 100 versions would end at 210: the snapshot below that, and what follows it, is kept.
  await using last = await start();
  expect(await last.storage.log.floor(sop)).toBe(150);
  const reader = accountOf(last, agent, key);
  using missed = reader.open(sop, { since: 100, head: heads[99] });
  expect(await missed.expect("init")).toMatchObject({ version: 310, sop: { id: sop } });
  using near = reader.open(sop, { since: 250, head: heads[249] });
  expect((await near.expect("init")).patches).toHaveLength(60);
});

/** Tells the version of the first snapshot that is kept beside the log. */
function watchSnapshots(told: (version: number) => void) {
  return (storage: Storage): Storage => ({
    ...storage,
    log: {
      ...storage.log,
      async saveSnapshot(sop, snapshot, head) {
        await storage.log.saveSnapshot(sop, snapshot, head);
        told(snapshot.version);
      },
    },
  });
}

/** Makes `count` versions; resolves to their heads. */
async function write(socket: SocketClient, clock: TestClock, count: number, from = 0): Promise<string[]> {
  for (let n = from + 1; n <= from + count; n++) {
    const ops = [{ op: "replace", path: "/nodes/a/data/instruction", value: `${n} ${LINE}` }];
    socket.send({ type: "patch", id: `p${n}`, base: null, ts: clock.now(), ops });
  }
  return (await socket.patches(count)).map(({ head }) => head);
}

async function readSop(account: Account, sop: string): Promise<unknown> {
  return (await account.call("GET", `/v1/sop/${sop}`)).json();
}
