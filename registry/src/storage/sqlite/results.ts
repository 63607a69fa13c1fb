import { and, eq, sql } from "drizzle-orm";
import type { LogStore, ResultRecord } from "../storage.ts";
import type { Db } from "./connect.ts";
import { createFindResult, type ResultColumns } from "./find-result.ts";
import type { FindSop, SopKey } from "./find-sop.ts";
import { columnToOutcome } from "./outcome.ts";
import type { Read } from "./read.ts";
import { peers } from "./schema.ts";

/** Makes the calls that tell how patches were judged. */
export function createResults(
  db: Db,
  read: Read,
  findSop: FindSop,
): Pick<LogStore, "results" | "lastResult"> {
  const find = createFindResult(db);
  const last = prepareLast(db);
  const findAll = (id: string, keys: readonly { peer: string; id: string }[]) => {
    const sop = findSop(id);
    const found: ResultRecord[] = [];
    if (sop === undefined) return found;
    for (const { peer, id: patch } of keys) {
      const row = find(sop.key, patch, peer);
      if (row !== null) found.push(decodeResult(id, sop, peer, patch, row));
    }
    return found;
  };
  return {
    results: async (id, keys) => read(() => findAll(id, keys)),
    lastResult: async (id, peer) =>
      read(() => {
        const sop = findSop(id);
        if (sop === undefined) return null;
        return last.get({ sop: sop.key, peer })?.last ?? null;
      }),
  };
}

function decodeResult(
  sop: string,
  key: SopKey,
  peer: string,
  id: string,
  columns: ResultColumns,
): ResultRecord {
  const { hash, version, at, outcome } = columns;
  const kept = at >= key.outcomes_from;
  return { peer, id, hash, version, at, outcome: kept ? columnToOutcome(outcome, version, sop) : null };
}

function prepareLast(db: Db) {
  const { sop, peer, last } = peers;
  return db
    .select({ last })
    .from(peers)
    .where(and(eq(sop, p("sop")), eq(peer, p("peer"))))
    .prepare();
}

const p = (name: string) => sql.placeholder(name);
