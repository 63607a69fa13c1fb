import { Database } from "bun:sqlite";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { checkFile, type FileSummary, syncFile } from "./check-file.ts";

/**
 * Copies a database to a file while registries go on writing: the copy is the database at one moment, looked through
 * before it gets its name. Throws, with a sentence, where it cannot; then there is no file, or the one that was there.
 */
export function backUpSqlite(path: string, file: string, force: boolean): FileSummary {
  if (!existsSync(path)) throw new Error(`${path} is not there: nothing to back up`);
  if (resolve(path) === resolve(file)) throw new Error(`${file} is the database itself`);
  if (existsSync(file) && !force) throw new Error(`${file} is there already; --force overwrites it`);
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.unfinished-${process.pid}`;
  try {
    copyTo(path, unfinished);
    const summary = checkFile(unfinished);
    syncFile(unfinished);
    renameSync(unfinished, file);
    syncFile(file);
    return summary;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** One read transaction: what is committed meanwhile is not in it, and nobody waits for it. */
function copyTo(path: string, target: string): void {
  const client = new Database(path, { readwrite: true, create: false, strict: true });
  try {
    client.run("PRAGMA busy_timeout = 10000");
    client.query("VACUUM INTO ?").run(target);
  } finally {
    client.close();
  }
}
