import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Builds that may be of use again: this one, and those of branches that one goes back and forth between. */
const KEPT = 3;

/** Removes all but the newest folders in a folder. */
export async function removeOlder(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  const aged = await Promise.all(folders.map(async (path) => ({ path, at: (await stat(path)).mtimeMs })));
  const older = aged.toSorted((a, b) => b.at - a.at).slice(KEPT);
  await Promise.all(older.map(({ path }) => rm(path, { recursive: true, force: true })));
}
