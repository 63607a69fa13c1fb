import { Database } from "bun:sqlite";
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { checkFile, type FileSummary, syncFile } from "./check-file.ts";

/** A backup in its place. */
export interface BroughtBack extends FileSummary {
  /** Where the database is now that was there before; null: there was none. */
  readonly aside: string | null;
}

/** What SQLite keeps beside a database. */
const COMPANIONS = ["", "-wal", "-shm"];

/**
 * Puts a backup in the place of a database, which is kept aside under a name that ends in `mark`. Throws, with a
 * sentence and with nothing changed, where the backup is not whole or a process has the database open; `force`: even
 * where that cannot be told, since the database there is damaged.
 */
export function bringBackSqlite(path: string, file: string, mark: string, force: boolean): BroughtBack {
  if (resolve(path) === resolve(file)) throw new Error(`${file} is the database itself`);
  if (!existsSync(file)) throw new Error(`${file} is not there`);
  if (existsSync(`${file}-wal`)) throw new Error(`${file} is a database in use, not a backup`);
  mkdirSync(dirname(path), { recursive: true });
  const copy = `${path}.restoring-${process.pid}`;
  try {
    copyFileSync(file, copy);
    const summary = checkFile(copy);
    syncFile(copy);
    const release = existsSync(path) ? keepOthersOut(path, force) : null;
    try {
      const aside = release === null ? null : `${path}.before-restore-${mark}`;
      if (aside !== null) moveAside(path, aside);
      renameSync(copy, path);
      syncFile(path);
      return { ...summary, aside };
    } finally {
      release?.();
    }
  } finally {
    rmSync(copy, { force: true });
  }
}

/** Takes the one lock that no open connection leaves to another, and gives what lets it go. */
function keepOthersOut(path: string, force: boolean): () => void {
  const client = new Database(path, { readwrite: true, create: false, strict: true });
  try {
    client.run("PRAGMA busy_timeout = 0");
    // Leaving the write-ahead log needs the database for oneself, and puts all that is in the log into the file.
    client.run("PRAGMA journal_mode = DELETE");
    client.run("BEGIN EXCLUSIVE");
  } catch (error) {
    client.close();
    if (isBusy(error)) {
      throw new Error(`${path} is in use: stop the registry that runs on it first`, { cause: error });
    }
    if (force) return () => {};
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} cannot be read (${why}): if no registry runs on it, --force moves it aside`, {
      cause: error,
    });
  }
  return () => client.close();
}

function moveAside(path: string, aside: string): void {
  if (existsSync(aside)) throw new Error(`${aside} is there already`);
  for (const end of COMPANIONS) if (existsSync(path + end)) renameSync(path + end, aside + end);
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}
