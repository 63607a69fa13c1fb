import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStorage } from "#registry/storage/open.ts";
import type { Storage } from "#registry/storage/storage.ts";
import type { StorageUnderTest } from "#tests/contracts/storage-samples.ts";

/** A folder of its own for a database file. */
export interface ScratchFile {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** Makes an empty folder, with the name of a file in it that is not there yet. */
export async function makeScratchFile(): Promise<ScratchFile> {
  const folder = await mkdtemp(join(tmpdir(), "sop-storage-"));
  return { path: join(folder, "registry.sqlite"), remove: () => rm(folder, { recursive: true }) };
}

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
