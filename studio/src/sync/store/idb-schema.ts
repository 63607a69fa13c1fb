import type { DBSchema, IDBPDatabase } from "idb";
import type { Json } from "#schemas/json.ts";

/** What the browser's database holds: as in the SQLite store, rows, and which queue was written last. */
export interface SyncSchema extends DBSchema {
  rows: {
    key: [scope: string, client: string, kind: string, key: string];
    value: { scope: string; client: string; kind: string; key: string; value: Json };
  };
  queues: {
    key: [scope: string, client: string];
    /** `written` counts, since clocks stand still and go back. */
    value: { scope: string; client: string; written: number };
    indexes: { written: number };
  };
}

export type SyncDatabase = IDBPDatabase<SyncSchema>;

export const SCHEMA_VERSION = 1;

/** Makes the tables of an empty database. */
export function makeTables(db: IDBDatabase): void {
  db.createObjectStore("rows", { keyPath: ["scope", "client", "kind", "key"] });
  db.createObjectStore("queues", { keyPath: ["scope", "client"] }).createIndex("written", "written");
}

/** Every key that begins so. An array sorts after all text: it ends the range where no text could. */
export function keysUnder(...start: readonly string[]): IDBKeyRange {
  return IDBKeyRange.bound([...start], [...start, []], false, true);
}
