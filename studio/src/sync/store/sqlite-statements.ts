import type { DatabaseSync, StatementSync } from "node:sqlite";

/** What the store asks of its database. */
export type Statements = Readonly<Record<keyof typeof SQL, StatementSync>>;

/** Brings a database's tables up to date and prepares what is asked of them. Throws on a file from a later version. */
export function prepareStatements(db: DatabaseSync): Statements {
  // An fsync with every commit: what was told to be on this device survives a power cut.
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  const { user_version: found } = db.prepare("PRAGMA user_version").get() as { user_version: number };
  if (found > TABLES_VERSION) throw new Error("the store was written by a later version of this program");
  db.exec(TABLES);
  const entries = Object.entries(SQL).map(([name, sql]) => [name, db.prepare(sql)] as const);
  return Object.fromEntries(entries) as Statements;
}

const TABLES_VERSION = 1;

const TABLES = `
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS rows (
  scope TEXT NOT NULL, client TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (scope, client, kind, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS queues (
  scope TEXT NOT NULL, client TEXT NOT NULL, written INTEGER NOT NULL UNIQUE,
  PRIMARY KEY (scope, client)
) STRICT, WITHOUT ROWID;
PRAGMA user_version = ${TABLES_VERSION};
COMMIT`;

const ROWS = "FROM rows WHERE scope = ? AND client = ?";

/** `written` counts, since clocks stand still and go back. */
const SQL = {
  queues: "SELECT scope, client FROM queues WHERE scope = ? ORDER BY written DESC",
  read: `SELECT kind, key, value ${ROWS}`,
  put: "INSERT OR REPLACE INTO rows (scope, client, kind, key, value) VALUES (?, ?, ?, ?, ?)",
  remove: `DELETE ${ROWS} AND kind = ? AND key = ?`,
  clear: `DELETE ${ROWS} AND kind = ?`,
  dropRows: `DELETE ${ROWS}`,
  hasRows: `SELECT 1 ${ROWS} LIMIT 1`,
  touch: `INSERT OR REPLACE INTO queues (scope, client, written)
    VALUES (?, ?, (SELECT coalesce(max(written), 0) + 1 FROM queues))`,
  dropQueue: "DELETE FROM queues WHERE scope = ? AND client = ?",
} as const;
