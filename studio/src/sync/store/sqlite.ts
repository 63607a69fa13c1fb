import { holdFile } from "./sqlite-hold.ts";
import { createSqliteStore } from "./sqlite-store.ts";
import type { SyncStore } from "./store.ts";

/**
 * Opens a store in a file, made if need be with its folder, for a process outside a browser (Bun, Node from 22.5 on).
 * The file is this store's alone until it is closed or the process is gone: another one that opens it is rejected.
 */
export async function openSqliteStore(path: string): Promise<SyncStore> {
  // Not imported: a page's bundle that meets this file would have to have what no browser has.
  const sqlite: typeof import("node:sqlite") | undefined = process.getBuiltinModule("node:sqlite");
  if (sqlite === undefined) throw new Error("a store in SQLite needs Bun, or Node from 22.5 on");
  const { DatabaseSync } = sqlite;
  const { mkdirSync } = process.getBuiltinModule("node:fs");
  const { dirname } = process.getBuiltinModule("node:path");
  mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path);
  try {
    return createSqliteStore(
      db,
      holdFile(db, (file) => new DatabaseSync(file)),
    );
  } catch (error) {
    db.close();
    throw error;
  }
}
