import type { DatabaseSync } from "node:sqlite";
import type { Cancel } from "../env.ts";
import { isBusy } from "./sqlite-error.ts";

/** Long enough that of processes starting at one moment the first gets it; a hold is not waited for. */
const PATIENCE_MS = 500;

/**
 * Takes a database file for this store alone, until the returned function is called or the process is gone, however it
 * went. Throws when another has it.
 *
 * The hold is an exclusive lock on a file beside it (`<file>-lock`, empty for ever), which the system drops with the
 * process. SQLite's own `locking_mode = EXCLUSIVE` on the database would not do: processes that start at one moment
 * keep each other out, and nobody gets it.
 */
export function holdFile(db: DatabaseSync, open: (file: string) => DatabaseSync): Cancel {
  const file = resolvedPath(db);
  const lock = open(`${file}-lock`);
  try {
    lock.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}; BEGIN EXCLUSIVE`);
  } catch (error) {
    lock.close();
    if (isBusy(error)) throw new Error(`the store ${file} is in use by another process`, { cause: error });
    throw error;
  }
  return () => lock.close();
}

/** As SQLite resolved it, so that two ways to one file meet at one lock. */
function resolvedPath(db: DatabaseSync): string {
  const row = db.prepare("PRAGMA database_list").get() as { file: string } | undefined;
  if (!row?.file) throw new Error("a store in SQLite needs a file");
  return row.file;
}
