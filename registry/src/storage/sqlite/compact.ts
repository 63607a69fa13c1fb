import { and, eq, gte, isNotNull, lt, lte, notInArray, sql } from "drizzle-orm";
import type { LogStore } from "../storage.ts";
import type { Db } from "./connect.ts";
import type { FindSop } from "./find-sop.ts";
import { keptVersions, log, notices, peers, results, snapshots, sops } from "./schema.ts";
import type { FindSnapshot } from "./snapshots.ts";
import type { Write } from "./write.ts";

/**
 * Makes the call that drops what need not be kept. It goes in steps, each a short transaction that leaves a whole
 * state behind, with the rooms' commits in between; broken off, the next call goes on where it was left.
 */
export function createCompact(
  db: Db,
  write: Write,
  findSop: FindSop,
  findSnapshot: FindSnapshot,
): LogStore["compact"] {
  return async (id, { floor, resultsBefore, horizonBefore }) => {
    const sop = findSop(id)?.key;
    if (sop === undefined) return;
    await write(() => forget(db, sop, resultsBefore, horizonBefore));
    const base = findSnapshot(sop, floor)?.version ?? 0;
    await write(() => dropSnapshots(db, sop, base));
    let oldest = findOldest(db, sop);
    while (oldest <= base) {
      const upTo = Math.min(oldest + STEP_ROWS - 1, base);
      await write(() => dropRows(db, sop, upTo, horizonBefore));
      oldest = upTo + 1;
      await new Promise(setImmediate);
    }
  };
}

/** Rows a step: some 3 ms, in which no socket is served. */
const STEP_ROWS = 500;

function findOldest(db: Db, sop: number): number {
  const [row] = db
    .select({ oldest: sql<number | null>`min(${log.version})` })
    .from(log)
    .where(eq(log.sop, sop))
    .all();
  return row?.oldest ?? Infinity;
}

/**
 * Drops results and notices by age. A row keeps its result for as long as it stays: one that nobody can ask for any
 * more would still be in the way of another under its id. Its outcome is hidden by the time on the SOP.
 */
function forget(db: Db, sop: number, resultsBefore: number, horizonBefore: number): void {
  db.update(sops)
    .set({ outcomes_from: sql`max(${sops.outcomes_from}, ${resultsBefore})` })
    .where(eq(sops.key, sop))
    .run();
  db.delete(results)
    .where(and(eq(results.sop, sop), lt(results.at, horizonBefore)))
    .run();
  db.delete(peers)
    .where(and(eq(peers.sop, sop), lt(peers.at, horizonBefore)))
    .run();
  db.delete(notices)
    .where(and(eq(notices.sop, sop), lt(notices.at, horizonBefore)))
    .run();
}

/** Drops the snapshots below a version, but for those of versions that somebody named or approved. */
function dropSnapshots(db: Db, sop: number, below: number): void {
  const kept = db
    .select({ version: keptVersions.version })
    .from(keptVersions)
    .where(eq(keptVersions.sop, sop));
  db.delete(snapshots)
    .where(and(eq(snapshots.sop, sop), lt(snapshots.version, below), notInArray(snapshots.version, kept)))
    .run();
}

/** Drops the rows up to a version; the results among them that still count stay behind, on their own. */
function dropRows(db: Db, sop: number, upTo: number, horizonBefore: number): void {
  const old = and(eq(log.sop, sop), lte(log.version, upTo));
  db.insert(results)
    .select(
      db
        .select({
          sop: log.sop,
          id: log.id,
          peer: log.peer,
          hash: sql<string>`${log.hash}`.as("hash"),
          version: sql<number | null>`${log.version}`.as("version"),
          at: sql<number>`${log.arrival}`.as("at"),
          outcome: log.outcome,
        })
        .from(log)
        .where(and(old, isNotNull(log.hash), gte(log.arrival, horizonBefore))),
    )
    .onConflictDoNothing()
    .run();
  db.delete(log).where(old).run();
}
