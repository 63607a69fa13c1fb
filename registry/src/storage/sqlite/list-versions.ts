import { and, desc, eq, lt } from "drizzle-orm";
import { agentOf } from "#schemas/ids.ts";
import type { KeptVersion, VersionStore } from "../history.ts";
import type { Db } from "./connect.ts";
import type { FloorOf } from "./floor.ts";
import { keptVersions, log, snapshots, sops } from "./schema.ts";

/** What to list: see `VersionStore.list`. */
type Query = Parameters<VersionStore["list"]>[1];

/** Makes the list of what can be read: what the log holds, its floor, and below it what was named or approved. */
export function createListVersions(db: Db, floorOf: FloorOf): (id: string, query: Query) => KeptVersion[] {
  return (id, { below = Number.MAX_SAFE_INTEGER, isMarked = false, limit }) => {
    const sop = db.select().from(sops).where(eq(sops.id, id)).get();
    if (sop === undefined) return [];
    const marks = listMarks(db, sop.key, below, limit);
    if (isMarked) return marks;
    const floor = floorOf(sop);
    const base = floor < below ? [atFloor(db, sop, floor)] : [];
    // Marks come last: they know a name that the row does not.
    const byVersion = new Map(
      [...base, ...listRows(db, sop.key, below, limit), ...marks].map((kept) => [kept.version, kept]),
    );
    return [...byVersion.values()].toSorted((a, b) => b.version - a.version).slice(0, limit);
  };
}

function listMarks(db: Db, sop: number, below: number, limit: number): KeptVersion[] {
  return db
    .select()
    .from(keptVersions)
    .where(and(eq(keptVersions.sop, sop), lt(keptVersions.version, below)))
    .orderBy(desc(keptVersions.version))
    .limit(limit)
    .all()
    .map(({ version, agent, at, label, approved_by: by, approved_at }) => ({
      version,
      agent,
      at,
      label,
      approved: by === null || approved_at === null ? null : { by, at: approved_at },
    }));
}

function listRows(db: Db, sop: number, below: number, limit: number): KeptVersion[] {
  return db
    .select({ version: log.version, peer: log.peer, at: log.arrival })
    .from(log)
    .where(and(eq(log.sop, sop), lt(log.version, below)))
    .orderBy(desc(log.version))
    .limit(limit)
    .all()
    .map(({ version, peer, at }) => ({ version, agent: agentOf(peer), at, label: null, approved: null }));
}

/** The version that the log begins after: its snapshot is kept, its row is not. */
function atFloor(db: Db, sop: typeof sops.$inferSelect, floor: number): KeptVersion {
  const unmarked = { version: floor, label: null, approved: null };
  if (floor === 0) return { ...unmarked, agent: sop.created_by, at: sop.created_at };
  const kept = db
    .select({ at: snapshots.arrival })
    .from(snapshots)
    .where(and(eq(snapshots.sop, sop.key), eq(snapshots.version, floor)))
    .get();
  return { ...unmarked, agent: null, at: kept?.at ?? 0 };
}
