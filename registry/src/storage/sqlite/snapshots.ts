import { and, desc, eq, lte, sql } from "drizzle-orm";
import type { Snapshot } from "#schemas/change/snapshot.ts";
import type { LogStore } from "../storage.ts";
import type { Db } from "./connect.ts";
import { decodeObject } from "./decode.ts";
import type { FindSop } from "./find-sop.ts";
import { snapshots } from "./schema.ts";
import type { Write } from "./write.ts";

/** The newest snapshot of a SOP (its number) not above a version, undecoded. */
export type FindSnapshot = (sop: number, upTo: number) => typeof snapshots.$inferSelect | undefined;

/** Prepares the look-up of snapshots. */
export function createFindSnapshot(db: Db): FindSnapshot {
  const newest = db
    .select()
    .from(snapshots)
    .where(and(eq(snapshots.sop, sql.placeholder("sop")), lte(snapshots.version, sql.placeholder("upTo"))))
    .orderBy(desc(snapshots.version))
    .limit(1)
    .prepare();
  return (sop, upTo) => newest.get({ sop, upTo });
}

/** The snapshot in a row of the table. Throws a `StorageFault` when it cannot be read. */
export function decodeSnapshot(sop: string, row: typeof snapshots.$inferSelect): Snapshot {
  return decodeObject(row.body, { sop, version: row.version, what: "a snapshot" }) as Snapshot;
}

/** Makes the call that keeps a snapshot. */
export function createSaveSnapshot(db: Db, write: Write, findSop: FindSop): LogStore["saveSnapshot"] {
  return (id, snapshot, head) => {
    const { version, arrival } = snapshot;
    // A big graph takes some ms to encode: not while the write lock is held.
    const body = JSON.stringify(snapshot);
    return write(() => {
      const sop = findSop(id);
      if (sop === undefined) return;
      db.insert(snapshots)
        .values({ sop: sop.key, version, head, arrival, body })
        .onConflictDoUpdate({ target: [snapshots.sop, snapshots.version], set: { head, arrival, body } })
        .run();
    });
  };
}
