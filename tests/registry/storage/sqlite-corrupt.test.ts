import { expect, test } from "bun:test";
import { StorageFault } from "#registry/storage/storage.ts";
import { rejectionOf } from "#tests/contracts/rejection.ts";
import {
  headOf,
  makeSop,
  sampleAppend,
  sampleNotice,
  sampleSnapshot,
} from "#tests/contracts/storage-samples.ts";
import { withFaultySqlite } from "./sqlite-file.ts";

/** What a broken disk or hand does to row 2 of the first SOP, and how it is said. */
const DAMAGES = [
  { sql: "UPDATE log SET delta = '{\"m\":' WHERE sop = 1 AND version = 2", says: "a row's delta is no JSON" },
  { sql: "UPDATE log SET delta = 'null' WHERE sop = 1 AND version = 2", says: "a row's delta is no object" },
  {
    sql: "UPDATE log SET ops = '\u0001garbage' WHERE sop = 1 AND version = 2",
    says: "a row's ops is no JSON",
  },
  { sql: "UPDATE log SET ops = '{}' WHERE sop = 1 AND version = 2", says: "a row's ops is no array" },
  { sql: "DELETE FROM log WHERE sop = 1 AND version = 2", says: "its row is missing" },
] as const;

for (const { sql, says } of DAMAGES) {
  test(`[S7] a damaged row fails the load of its SOP alone, and says where: ${says}`, async () => {
    await withFaultySqlite(1_000, async ({ storage: { log }, storage, other }) => {
      const [broken, whole] = [await makeSop(storage, 1, 3), await makeSop(storage, 2, 3)];
      other.run(sql);
      const fault = await rejectionOf(log.load(broken));
      expect(fault).toBeInstanceOf(StorageFault);
      expect(fault).toMatchObject({ sop: broken, version: 2 });
      expect(String(fault)).toContain(says);
      expect((await log.load(whole))?.rows).toHaveLength(3);
      expect((await log.load(broken, 1))?.rows).toHaveLength(1);
      expect(await log.append([sampleAppend(whole, 4, 4)])).toBe("ok");
    });
  });
}

test("[S7] a SOP whose last rows are gone does not load as an older one", async () => {
  await withFaultySqlite(1_000, async ({ storage: { log }, storage, other }) => {
    const id = await makeSop(storage, 1, 3);
    other.run("DELETE FROM log WHERE version = 3");
    expect(await rejectionOf(log.load(id))).toMatchObject({ sop: id, version: 3 });
  });
});

test("[S7] a damaged snapshot fails its SOP's load, and a mended one loads again", async () => {
  await withFaultySqlite(1_000, async ({ storage: { log }, storage, other }) => {
    const id = await makeSop(storage, 1, 3);
    await log.saveSnapshot(id, sampleSnapshot(2), headOf(2));
    other.run("UPDATE snapshots SET graph = 'x' WHERE version = 2");
    expect(await rejectionOf(log.load(id))).toMatchObject({ sop: id, version: 2 });
    await log.saveSnapshot(id, sampleSnapshot(2), headOf(2));
    expect((await log.load(id))?.rows).toHaveLength(1);
    other.run("DELETE FROM snapshots");
    expect(await rejectionOf(log.load(id))).toBeInstanceOf(StorageFault);
  });
});

test("[S7] a damaged result or notice is told as one", async () => {
  await withFaultySqlite(1_000, async ({ storage: { log }, storage, other }) => {
    const id = await makeSop(storage, 1, 1);
    await log.append([sampleAppend(id, 2, 1, { notices: [sampleNotice("n1")] })]);
    other.run("UPDATE log SET outcome = '[]'");
    other.run("UPDATE notices SET detail = '?'");
    const result = log.results(id, [{ peer: "ann/laptop-1", id: "p1" }]);
    expect(await rejectionOf(result)).toMatchObject({ sop: id, version: 1 });
    expect(await rejectionOf(log.notices(id, "ann"))).toMatchObject({ sop: id, version: null });
    expect((await log.load(id))?.rows).toHaveLength(1);
  });
});
