import { and, eq, gte, isNotNull, sql } from "drizzle-orm";
import type { LogStore, ResultRecord } from "../storage.ts";
import type { Db } from "./connect.ts";
import type { FindSop, SopKey } from "./find-sop.ts";
import { columnToOutcome } from "./outcome.ts";
import { prepareFast } from "./prepare-fast.ts";
import type { Read } from "./read.ts";
import { log, peers, results } from "./schema.ts";

/** Makes the calls that tell how patches were judged. */
export function createResults(
  db: Db,
  read: Read,
  findSop: FindSop,
): Pick<LogStore, "results" | "lastResult"> {
  const find = prepareFind(db);
  const last = prepareLast(db);
  const findAll = (id: string, keys: readonly { peer: string; id: string }[]) => {
    const sop = findSop(id);
    const found: ResultRecord[] = [];
    if (sop === undefined) return found;
    for (const { peer, id: patch } of keys) {
      const row = find.get(sop.key, patch, peer, sop.key, patch, peer);
      if (row !== null && row.at >= sop.results_from) found.push(decodeResult(id, sop, peer, patch, row));
    }
    return found;
  };
  return {
    results: async (id, keys) => read(() => findAll(id, keys)),
    lastResult: async (id, peer) =>
      read(() => {
        const sop = findSop(id);
        if (sop === undefined) return null;
        return last.get({ sop: sop.key, peer, from: sop.results_from })?.last ?? null;
      }),
  };
}

interface Columns {
  readonly hash: string;
  readonly version: number | null;
  readonly at: number;
  readonly outcome: string | null;
}

function decodeResult(sop: string, key: SopKey, peer: string, id: string, columns: Columns): ResultRecord {
  const { hash, version, at, outcome } = columns;
  const kept = at >= key.outcomes_from;
  return { peer, id, hash, version, at, outcome: kept ? columnToOutcome(outcome, version, sop) : null };
}

/** Asked once for every patch that comes in, nearly always in vain. */
function prepareFind(db: Db) {
  const inLog = db
    .select({
      hash: sql<string>`${log.hash}`,
      version: sql<number | null>`${log.version}`,
      at: log.arrival,
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
  return prepareFast<Columns, [...inLog: Key, ...bare: Key]>(db, inLog.unionAll(bare));
}

function prepareLast(db: Db) {
  const { sop, peer, last, at } = peers;
  return db
    .select({ last })
    .from(peers)
    .where(and(eq(sop, p("sop")), eq(peer, p("peer")), gte(at, p("from"))))
    .prepare();
}

const p = (name: string) => sql.placeholder(name);
