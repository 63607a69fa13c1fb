import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Db } from "./connect.ts";
import { prepareFast } from "./prepare-fast.ts";
import { log, results } from "./schema.ts";

/** A result as its columns hold it. */
export interface ResultColumns {
  readonly hash: string;
  readonly version: number | null;
  readonly at: number;
  readonly outcome: string | null;
}

/** The result of a peer's patch, beside its row or on its own; null: it was never judged, or is forgotten. */
export type FindResult = (sop: number, id: string, peer: string) => ResultColumns | null;

/** Prepares the look-up that is made for every patch that comes in, nearly always in vain. */
export function createFindResult(db: Db): FindResult {
  const inLog = db
    .select({
      hash: sql<string>`${log.hash}`,
      version: sql<number | null>`${log.version}`,
      at: sql<number>`${log.arrival}`.as("at"),
      outcome: log.outcome,
    })
    .from(log)
    .where(and(eq(log.sop, p("sop")), eq(log.id, p("id")), eq(log.peer, p("peer")), isNotNull(log.hash)));
  const bare = db
    .select({
      hash: sql<string>`${results.hash}`,
      version: sql<number | null>`${results.version}`,
      at: results.at,
      outcome: results.outcome,
    })
    .from(results)
    .where(and(eq(results.sop, p("sop")), eq(results.id, p("id")), eq(results.peer, p("peer"))));
  type Key = [sop: number, id: string, peer: string];
  const find = prepareFast<ResultColumns, Key>(db, inLog.unionAll(bare), ["sop", "id", "peer"]);
  return (sop, id, peer) => find.get(sop, id, peer);
}

const p = (name: string) => sql.placeholder(name);
