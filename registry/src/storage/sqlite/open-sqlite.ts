import { sql } from "drizzle-orm";
import type { Storage } from "../storage.ts";
import { createAgentStore } from "./agent-store.ts";
import { connect } from "./connect.ts";
import { createLogStore } from "./log-store.ts";
import { createSopStore } from "./sop-store.ts";
import { createWrite } from "./write.ts";

/** What a test may want otherwise. */
export interface SqliteOptions {
  /** How long a write waits for another connection's lock before it rejects, ms. */
  readonly patienceMs?: number;
}

/** Opens a SQLite file as storage, its tables brought up to date. Throws where that cannot be done. */
export function openSqlite(path: string, { patienceMs = PATIENCE_MS }: SqliteOptions = {}): Storage {
  const db = connect(path);
  const write = createWrite(db, patienceMs);
  return {
    agents: createAgentStore(db, write),
    sops: createSopStore(db, write),
    log: createLogStore(db, write),
    ping: async () => {
      db.get(sql`SELECT count(*) FROM sqlite_master`);
    },
    close: async () => {
      try {
        // Statements outlive the connection until they are collected, and the log with them: empty it now.
        db.$client.run("PRAGMA wal_checkpoint(TRUNCATE)");
      } finally {
        db.$client.close();
      }
    },
  };
}

/** Another registry needs some ms, a clean-up by hand a second; after that people had better hear of it. */
const PATIENCE_MS = 2_000;
