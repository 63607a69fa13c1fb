import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The path of a store that is not there yet, in a folder that is not there either, and what removes both. */
export async function makeStoreFile(): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "sop-sync-"));
  return { path: join(folder, "kept", "sync.sqlite"), remove: () => rm(folder, { recursive: true }) };
}

/** Runs `work` with the path of such a store, and removes it. */
export async function withStoreFile(work: (path: string) => Promise<void>): Promise<void> {
  const { path, remove } = await makeStoreFile();
  try {
    await work(path);
  } finally {
    await remove();
  }
}
