import { and, eq, sql } from "drizzle-orm";
import type { LogStore } from "../storage.ts";
import type { Db } from "./connect.ts";
import type { FindSop, SopKey } from "./find-sop.ts";
import { createFloorOf } from "./floor.ts";
import type { Read } from "./read.ts";
import { log, snapshots } from "./schema.ts";

/** Makes the calls that tell what the log goes back to. */
export function createHistory(
  db: Db,
  read: Read,
  findSop: FindSop,
): Pick<LogStore, "headAt" | "floor" | "versionBefore"> {
  const floorOf = createFloorOf(db);
  const findPoint = preparePoint(db);
  /** Asks on one state of the database; gives `none` where there is no such SOP. */
  const askOf = <T>(id: string, none: T, ask: (sop: SopKey) => T): T =>
    read(() => {
      const sop = findSop(id);
      return sop === undefined ? none : ask(sop);
    });
  return {
    floor: async (id) => askOf(id, 0, floorOf),
    headAt: async (id, version) =>
      askOf<string | null>(id, null, (sop) => {
        return version < floorOf(sop) ? null : (findPoint.get({ sop: sop.key, version })?.head ?? null);
      }),
    versionBefore: async (id, time) =>
      askOf(id, 0, (sop) => {
        const isBefore = (version: number) => {
          const point = findPoint.get({ sop: sop.key, version });
          return point !== undefined && point.arrival < time;
        };
        const floor = floorOf(sop);
        return isBefore(floor) ? findLast(floor, sop.version, isBefore) : 0;
      }),
  };
}

/** Head and arrival of a version, by its row or, for the floor, by its snapshot. */
function preparePoint(db: Db) {
  const at = { sop: sql.placeholder("sop"), version: sql.placeholder("version") };
  return db
    .select({ head: log.head, arrival: log.arrival })
    .from(log)
    .where(and(eq(log.sop, at.sop), eq(log.version, at.version)))
    .unionAll(
      db
        .select({ head: snapshots.head, arrival: snapshots.arrival })
        .from(snapshots)
        .where(and(eq(snapshots.sop, at.sop), eq(snapshots.version, at.version))),
    )
    .limit(1)
    .prepare();
}

/** The last number from `low` to `high` that passes, where those that pass come first and `low` does: arrivals never go back. */
function findLast(low: number, high: number, passes: (n: number) => boolean): number {
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (passes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
