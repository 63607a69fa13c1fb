import { Database } from "bun:sqlite";
import { closeSync, existsSync, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { listMigrations } from "./migrations.ts";

/** What a whole database holds, for people to recognise it by. */
export interface FileSummary {
  readonly sops: number;
  readonly versions: number;
  readonly agents: number;
}

/**
 * Looks through a database file that nobody else uses, leaf by leaf, and makes it one file that stands alone. Throws,
 * with a sentence that says what is wrong, where it is damaged, no registry's, or a newer one's.
 */
export function checkFile(path: string): FileSummary {
  const client = open(path);
  try {
    const faults = client.query<{ integrity_check: string }, []>("PRAGMA integrity_check").all();
    const [first] = faults.map((fault) => fault.integrity_check);
    if (first !== "ok") throw new Error(`${path} is damaged: ${first ?? "it cannot be checked"}`);
    checkMigrations(client, path);
    client.run("PRAGMA journal_mode = DELETE");
    const count = (sql: string) => client.query<{ n: number }, []>(sql).get()?.n ?? 0;
    return {
      sops: count("SELECT count(*) AS n FROM sops WHERE deleted_at IS NULL"),
      versions: count("SELECT coalesce(sum(version), 0) AS n FROM sops WHERE deleted_at IS NULL"),
      agents: count("SELECT count(*) AS n FROM agents"),
    };
  } catch (error) {
    throw damaged(path, error);
  } finally {
    client.close();
  }
}

/** Has what was written to a file, and its name in its folder, on the disk before anything is done that counts on it. */
export function syncFile(path: string): void {
  for (const each of [path, dirname(path)]) {
    const handle = openSync(each, "r");
    fsyncSync(handle);
    closeSync(handle);
  }
}

function open(path: string): Database {
  if (!existsSync(path)) throw new Error(`${path} is not there`);
  try {
    return new Database(path, { readwrite: true, create: false, strict: true });
  } catch (error) {
    throw damaged(path, error);
  }
}

function checkMigrations(client: Database, path: string): void {
  const tables = client.query("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").all();
  if (tables.length === 0) throw new Error(`${path} is no database of a registry`);
  const known = new Set(listMigrations().map(({ tag }) => tag));
  for (const { tag } of client.query<{ tag: string }, []>("SELECT tag FROM migrations").all()) {
    if (!known.has(tag)) throw new Error(`${path} was made by a newer registry (migration ${tag})`);
  }
}

/** SQLite's own words do not name the file. */
function damaged(path: string, error: unknown): Error {
  const isOurs = error instanceof Error && error.message.startsWith(path);
  if (isOurs) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new Error(`${path} cannot be read: ${why}`, { cause: error });
}
