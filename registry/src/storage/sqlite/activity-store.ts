import { and, desc, eq, lt } from "drizzle-orm";
import type { ActivityItem, ActivityStore, SopEvent } from "../sharing.ts";
import type { Db } from "./connect.ts";
import { decodeObject } from "./decode.ts";
import type { FindSop } from "./find-sop.ts";
import type { Read } from "./read.ts";
import { activity, log } from "./schema.ts";

/** What happened to SOPs. */
export function createActivityStore(db: Db, read: Read, findSop: FindSop): ActivityStore {
  return {
    page: async (id, { versionBelow, seqBelow, limit }) =>
      read(() => {
        const sop = findSop(id);
        if (sop === undefined) return [];
        const items = [
          ...listPatches(db, sop.key, versionBelow ?? sop.version + 1, limit),
          ...listEvents(db, { id, key: sop.key }, seqBelow ?? Number.MAX_SAFE_INTEGER, limit),
        ];
        // Both lists come in order, and sorting is stable: neither is reordered within itself.
        return items.toSorted((a, b) => b.at - a.at).slice(0, limit);
      }),
  };
}

function listPatches(db: Db, sop: number, below: number, limit: number): ActivityItem[] {
  const { version, peer, arrival } = log;
  return db
    .select({ at: arrival, version, peer })
    .from(log)
    .where(and(eq(log.sop, sop), lt(version, below)))
    .orderBy(desc(version))
    .limit(limit)
    .all()
    .map((row) => ({ kind: "patch", ...row }));
}

function listEvents(
  db: Db,
  sop: { readonly id: string; readonly key: number },
  below: number,
  limit: number,
): ActivityItem[] {
  const { seq, at, by, event } = activity;
  return db
    .select({ seq, at, by, event })
    .from(activity)
    .where(and(eq(activity.sop, sop.key), lt(seq, below)))
    .orderBy(desc(seq))
    .limit(limit)
    .all()
    .map((row) => {
      const place = { sop: sop.id, version: null, what: `event ${row.seq}` };
      return { ...row, kind: "event", event: decodeObject(row.event, place) as SopEvent };
    });
}
