import { expect, test } from "bun:test";
import { symlink } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { createSqliteStore } from "#studio/sync/store/sqlite-store.ts";
import { openSqliteStore } from "#studio/sync/store/sqlite.ts";
import { rejectionOf } from "#tests/contracts/rejection.ts";
import { A, B, put, row } from "#tests/contracts/sync-store-samples.ts";
import { startStoreProcess } from "./store-process.ts";
import { withStoreFile } from "./store-file.ts";

test("[Y64] a process that is killed amid its writes leaves every one that resolved, and no half of one", async () => {
  await withStoreFile(async (path) => {
    await using killed = startStoreProcess(path, "write");
    const written = Number(await killed.line((line) => Number(line) >= 100));
    await killed.kill();
    const store = await openSqliteStore(path);
    const numbers = (await store.read(A)).map(({ value }) => value);
    expect(numbers.length).toBeGreaterThanOrEqual(2 * written);
    expect(numbers.length % 2).toBe(0);
    expect(await store.queues(A.scope)).toEqual([A]);
    await store.close();
  });
});

test("[Y65] a file is one process's until that is gone, however it went", async () => {
  await withStoreFile(async (path) => {
    await using holder = startStoreProcess(path, "hold");
    expect(await holder.line()).toBe("held");
    const refused = await rejectionOf(openSqliteStore(path));
    expect(String(refused)).toBe(`Error: the store ${path} is in use by another process`);
    const link = `${path}.link`;
    await symlink(path, link);
    expect(String(await rejectionOf(openSqliteStore(link)))).toContain("is in use");
    await holder.kill();
    const store = await openSqliteStore(link);
    expect(String(await rejectionOf(openSqliteStore(path)))).toContain("is in use");
    await store.close();
    await (await openSqliteStore(path)).close();
  });
});

test("[Y65] of processes that open a file at one moment one gets it, whether it was there or not", async () => {
  await withStoreFile(async (path) => {
    for (let round = 0; round < 2; round++) {
      await using processes = new AsyncDisposableStack();
      const start = () => processes.use(startStoreProcess(path, "hold"));
      const said = await Promise.all([start(), start(), start(), start()].map((process) => process.line()));
      expect(said.toSorted()).toEqual(["held", "in use", "in use", "in use"]);
    }
  });
});

test("[Y66] on a full disk a write rejects and says so, and leaves nothing; there is room again when some is made", async () => {
  await withStoreFile(async (path) => {
    await (await openSqliteStore(path)).close();
    const db = new DatabaseSync(path);
    const store = createSqliteStore(db, () => undefined);
    await store.write(B, [put("meta", "big", "b".repeat(100_000))]);
    await store.write(A, [put("meta", "a", 1)]);
    const { page_count } = db.prepare("PRAGMA page_count").get() as { page_count: number };
    db.exec(`PRAGMA max_page_count = ${page_count}`);
    const big = put("meta", "big", "x".repeat(100_000));
    const refused = await rejectionOf(store.write(A, [put("meta", "a", 2), big]));
    expect(String(refused)).toContain("the disk is full");
    expect(await store.read(A)).toEqual([row("meta", "a", 1)]);
    await store.drop(B);
    await store.write(A, [put("meta", "a", 2), big]);
    expect(await store.read(A)).toHaveLength(2);
    await store.close();
  });
});

test("[Y66] a file that is no store, or a later version's, is refused and left as it is", async () => {
  await withStoreFile(async (path) => {
    await (await openSqliteStore(path)).close();
    await Bun.write(
      `${path}.txt`,
      "not a database, but long enough to be taken for one by its size".repeat(20),
    );
    expect(String(await rejectionOf(openSqliteStore(`${path}.txt`)))).toContain("the file is no database");
    const db = new DatabaseSync(path);
    db.exec("PRAGMA user_version = 2");
    db.close();
    expect(String(await rejectionOf(openSqliteStore(path)))).toContain("a later version");
    // The refusal let go of the file.
    expect(String(await rejectionOf(openSqliteStore(path)))).toContain("a later version");
  });
});

test("a store in SQLite needs a file", async () => {
  expect(String(await rejectionOf(openSqliteStore(":memory:")))).toContain("needs a file");
});

test("a page's bundle may meet the SQLite store: nothing is asked of Node before it is called", async () => {
  const entry = fileURLToPath(import.meta.resolve("#studio/sync/store/sqlite.ts"));
  const built = await Bun.build({ entrypoints: [entry], target: "browser" });
  expect(built.success).toBe(true);
  expect(await built.outputs[0]?.text()).not.toMatch(/^import\b/m);
});
