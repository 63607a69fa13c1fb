import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { backUpSqlite } from "./sqlite/back-up.ts";
import { bringBackSqlite, type BroughtBack } from "./sqlite/bring-back.ts";
import type { FileSummary } from "./sqlite/check-file.ts";
import { openSqlite } from "./sqlite/open-sqlite.ts";
import type { Storage } from "./storage.ts";

/**
 * Opens the storage that a URL names: `sqlite:<path>`, its folder made where there is none, or `sqlite::memory:`.
 * Rejects with one line that says what is wrong.
 */
export async function openStorage(url: string): Promise<Storage> {
  const path = pathOf(url);
  try {
    if (path !== MEMORY) await mkdir(dirname(path), { recursive: true });
    return openSqlite(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`storage: ${path} cannot be opened: ${why}`, { cause });
  }
}

/** Copies the database of a URL to a file, whoever writes in it meanwhile; throws with a sentence where it cannot. */
export function backUpStorage(url: string, file: string, force: boolean): FileSummary {
  return backUpSqlite(fileOf(url), file, force);
}

/** Puts a backup in the place of the database of a URL, which nobody may use; throws with a sentence where it cannot. */
export function bringBackStorage(url: string, file: string, mark: string, force: boolean): BroughtBack {
  return bringBackSqlite(fileOf(url), file, mark, force);
}

/** The file that a URL's database is in. Throws where it is in none. */
export function fileOf(url: string): string {
  const path = pathOf(url);
  if (path === MEMORY) throw new Error("storage: a database in memory has no file");
  return path;
}

const MEMORY = ":memory:";

function pathOf(url: string): string {
  const scheme = url.slice(0, url.indexOf(":") + 1);
  const path = url.slice(scheme.length);
  if (scheme === "postgres:" || scheme === "postgresql:")
    throw new Error("storage: postgres:// is not supported yet");
  if (scheme !== "sqlite:" || path === "") throw new Error("storage: the URL must be sqlite:<path>");
  return path;
}
