import { sql } from "drizzle-orm";
import type { Storage } from "../storage.ts";
import { createAgentStore } from "./agent-store.ts";
import { createActivityStore } from "./activity-store.ts";
import { connect, type Db } from "./connect.ts";
import { createFindSop } from "./find-sop.ts";
import { createInviteStore } from "./invite-store.ts";
import { createLogStore } from "./log-store.ts";
import { createMemberStore } from "./member-store.ts";
import { createRead } from "./read.ts";
import { createSopStore } from "./sop-store.ts";
import { createVersionStore } from "./version-store.ts";
import { createWrite } from "./write.ts";

/** Opens a SQLite file as storage, its tables brought up to date. Throws where that cannot be done. */
export function openSqlite(path: string): Storage {
  return createSqliteStorage(connect(path), PATIENCE_MS);
}

/** Storage on a connection. A write waits up to `patienceMs` for another connection's lock before it rejects. */
export function createSqliteStorage(db: Db, patienceMs: number): Storage {
  const write = createWrite(db, patienceMs);
  return {
    agents: createAgentStore(db, write),
    sops: createSopStore(db, write),
    members: createMemberStore(db, write),
    invites: createInviteStore(db, write),
    activity: createActivityStore(db, createRead(db), createFindSop(db)),
    log: createLogStore(db, write),
    versions: createVersionStore(db, createRead(db), write),
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
