import { Database } from "bun:sqlite";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStorage } from "#registry/storage/open.ts";
import { connect, type Db } from "#registry/storage/sqlite/connect.ts";
import { createSqliteStorage } from "#registry/storage/sqlite/open-sqlite.ts";
import type { Storage } from "#registry/storage/storage.ts";
import type { StorageUnderTest } from "#tests/contracts/storage-samples.ts";

/** An empty SQLite file for one test of the storage contract. */
export async function openSqliteUnderTest(): Promise<StorageUnderTest> {
  const { path, remove } = await makeScratchFile();
  let current: Storage = await openStorage(`sqlite:${path}`);
  return {
    storage: current,
    reopen: async () => {
      await current.close();
      current = await openStorage(`sqlite:${path}`);
      return current;
    },
    dispose: async () => {
      await current.close();
      await remove();
    },
  };
}

/** What a test of faults works with. */
export interface FaultySqlite {
  readonly path: string;
  readonly storage: Storage;
  /** The storage's own connection. */
  readonly db: Db;
  /** Another connection to the same file, as a backup or a careless hand has it. */
  readonly other: Database;
}

/** Runs `work` on an empty SQLite file whose writes wait `patienceMs` for a lock, and removes the file. */
export async function withFaultySqlite(
  patienceMs: number,
  work: (under: FaultySqlite) => Promise<void>,
): Promise<void> {
  await withScratchFile(async (path) => {
    const db = connect(path);
    const storage = createSqliteStorage(db, patienceMs);
    const other = new Database(path);
    try {
      await work({ path, storage, db, other });
    } finally {
      other.close();
      await storage.close();
    }
  });
}

/** Runs `work` with the path of a file that is not there yet, in a folder that is removed afterwards. */
export async function withScratchFile(work: (path: string) => Promise<void>): Promise<void> {
  const { path, remove } = await makeScratchFile();
  try {
    await work(path);
  } finally {
    await remove();
  }
}

async function makeScratchFile(): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "sop-storage-"));
  return { path: join(folder, "registry.sqlite"), remove: () => rm(folder, { recursive: true }) };
}
