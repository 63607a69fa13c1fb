import { expect, test } from "bun:test";
import { rejectionOf } from "#tests/contracts/rejection.ts";
import { makeSop, sampleAppend, sampleRow } from "#tests/contracts/storage-samples.ts";
import { withFaultySqlite } from "./sqlite-file.ts";

test("[S1][P10] a full disk keeps nothing of a group, and the log goes on once there is room", async () => {
  await withFaultySqlite(0, async ({ storage, db }) => {
    const [a, b] = [await makeSop(storage, 1, 1), await makeSop(storage, 2, 1)];
    const big = sampleRow(2, {
      ops: JSON.stringify([{ op: "add", path: "/x", value: "x".repeat(500_000) }]),
    });
    const group = [sampleAppend(a, 2, 2), sampleAppend(b, 2, 2, { rows: [big] })];
    const { page_count: pages } = db.$client.query<{ page_count: number }, []>("PRAGMA page_count").get()!;
    db.$client.run(`PRAGMA max_page_count = ${pages + 20}`);
    expect(await rejectionOf(storage.log.append(group))).toMatchObject({ code: "SQLITE_FULL" });
    expect((await storage.log.load(a))?.rows).toHaveLength(1);
    expect((await storage.sops.find(a))?.version).toBe(1);
    expect(await storage.log.append([sampleAppend(a, 2, 2)])).toBe("ok");
    db.$client.run("PRAGMA max_page_count = 1000000");
    expect(await storage.log.append([sampleAppend(b, 2, 2, { rows: [big] })])).toBe("ok");
    expect((await storage.log.load(b))?.rows).toHaveLength(2);
  });
});

test("[P10] a lock held too long rejects the write, and reads and later writes go on", async () => {
  await withFaultySqlite(30, async ({ storage, other }) => {
    const id = await makeSop(storage, 1, 1);
    other.run("BEGIN IMMEDIATE");
    const refused = await rejectionOf(storage.log.append([sampleAppend(id, 2, 2)]));
    expect(refused).toMatchObject({ code: "SQLITE_BUSY" });
    expect((await storage.log.load(id))?.rows).toHaveLength(1);
    await storage.ping();
    other.run("COMMIT");
    expect(await storage.log.append([sampleAppend(id, 2, 2)])).toBe("ok");
  });
});

test("[S1] a write waits for a lock that is soon given up, and the process goes on meanwhile", async () => {
  await withFaultySqlite(10_000, async ({ storage, other }) => {
    const id = await makeSop(storage, 1, 1);
    other.run("BEGIN IMMEDIATE");
    const appending = storage.log.append([sampleAppend(id, 2, 2)]);
    // Reached only because the waiting does not block.
    expect((await storage.log.load(id))?.rows).toHaveLength(1);
    other.run("COMMIT");
    expect(await appending).toBe("ok");
  });
});

test("[S2] another process that took the version first makes a conflict", async () => {
  await withFaultySqlite(1_000, async ({ storage, other }) => {
    const id = await makeSop(storage, 1, 1);
    other.run("UPDATE sops SET version = 2, head = 'elsewhere'");
    expect(await storage.log.append([sampleAppend(id, 2, 2)])).toBe("conflict");
  });
});

test("[S2] a row that is there although the envelope does not know it makes a conflict too", async () => {
  await withFaultySqlite(1_000, async ({ storage, other }) => {
    const id = await makeSop(storage, 1, 2);
    other.run("UPDATE sops SET version = 1");
    expect(await storage.log.append([sampleAppend(id, 2, 2)])).toBe("conflict");
    expect((await storage.sops.find(id))?.version).toBe(1);
  });
});

test("[S1] a commit waits for the disk", async () => {
  await withFaultySqlite(0, async ({ db }) => {
    const pragma = (name: string) => db.$client.query(`PRAGMA ${name}`).values()[0]?.[0];
    expect([pragma("synchronous"), pragma("journal_mode"), pragma("foreign_keys")]).toEqual([2, "wal", 1]);
  });
});
