import { Database } from "bun:sqlite";
import { type BunSQLiteDatabase, drizzle } from "drizzle-orm/bun-sqlite";
import { migrate } from "./migrate.ts";
import { listMigrations } from "./migrations.ts";

/** A database with drizzle's way of asking; `$client` is the connection itself. */
export type Db = BunSQLiteDatabase & { $client: Database };

/** Opens a database file (":memory:" for one that nobody keeps) and brings its tables up to date. Throws if it cannot. */
export function connect(path: string): Db {
  const client = new Database(path, { create: true, readwrite: true, strict: true });
  try {
    for (const pragma of PRAGMAS) client.run(`PRAGMA ${pragma}`);
    migrate(client, listMigrations());
  } catch (error) {
    client.close();
    throw error;
  }
  return drizzle(client);
}

const PRAGMAS = [
  // Waiting blocks every socket of the process: long enough for another's short transaction, no longer. write.ts waits on.
  "busy_timeout = 20",
  "journal_mode = WAL",
  // An fsync with every commit: what was acknowledged survives a power cut.
  "synchronous = FULL",
  "foreign_keys = ON",
  // KiB. The last index pages of some hundred busy SOPs stay at hand; a larger cache fills with snapshots read once.
  "cache_size = -8192",
  // Pages (64 MiB): a checkpoint writes each page once however often it changed, so many busy SOPs want few of them.
  "wal_autocheckpoint = 16000",
  // Bytes: a log grown by one big transaction gives its room back.
  "journal_size_limit = 67108864",
];
