import { and, desc, eq, lte, sql } from "drizzle-orm";
import { type LogStore, type SnapshotText, StorageFault } from "../storage.ts";
import type { Db } from "./connect.ts";
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

/** The columns of a snapshot's texts. */
export function textsToColumns({ graph, side }: SnapshotText): {
  graph: string;
  side: string;
  checksum: string;
} {
  return { graph, side, checksum: checksumOf(graph, side) };
}

/** The snapshot in a row of the table. Throws a `StorageFault` when it is not what was kept. */
export function rowToSnapshot(sop: string, row: typeof snapshots.$inferSelect): SnapshotText {
  const { version, arrival, graph, side, checksum } = row;
  if (checksumOf(graph, side) === checksum) return { version, arrival, graph, side };
  throw new StorageFault(sop, version, "a snapshot is damaged");
}

function checksumOf(graph: string, side: string): string {
  return Bun.hash(graph, Bun.hash.wyhash(side)).toString(36);
}

/** Makes the call that keeps a snapshot. */
export function createSaveSnapshot(db: Db, write: Write, findSop: FindSop): LogStore["saveSnapshot"] {
  return (id, snapshot, head) =>
    write(() => {
      const sop = findSop(id);
      if (sop !== undefined) putSnapshot(db, sop.key, snapshot, head);
    });
}

/** Keeps a snapshot of a SOP (its number), in the caller's transaction. */
export function putSnapshot(db: Db, sop: number, snapshot: SnapshotText, head: string): void {
  const { version, arrival } = snapshot;
  const texts = textsToColumns(snapshot);
  db.insert(snapshots)
    .values({ sop, version, head, arrival, ...texts })
    .onConflictDoUpdate({ target: [snapshots.sop, snapshots.version], set: { head, arrival, ...texts } })
    .run();
}
