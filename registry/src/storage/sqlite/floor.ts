import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "./connect.ts";
import type { SopKey } from "./find-sop.ts";
import { log } from "./schema.ts";

/** The lowest version after which every row is kept. */
export type FloorOf = (sop: Pick<SopKey, "key" | "version">) => number;

/** Prepares the look-up of the floor. Where no row is left, everything after the newest version is kept. */
export function createFloorOf(db: Db): FloorOf {
  const oldest = db
    .select({ version: log.version })
    .from(log)
    .where(eq(log.sop, sql.placeholder("sop")))
    .orderBy(asc(log.version))
    .limit(1)
    .prepare();
  return (sop) => (oldest.get({ sop: sop.key })?.version ?? sop.version + 1) - 1;
}
