import { and, eq, gt, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import type { LogStore, ResultRecord } from "../storage.ts";
import type { Db } from "./connect.ts";
import { createFindResult, type ResultColumns } from "./find-result.ts";
import type { FindSop, SopKey } from "./find-sop.ts";
import { columnToOutcome } from "./outcome.ts";
import type { Read } from "./read.ts";
import { log, peers, results } from "./schema.ts";

/** Makes the calls that tell how patches were judged. */
export function createResults(
  db: Db,
  read: Read,
  findSop: FindSop,
): Pick<LogStore, "results" | "landed" | "lastResult"> {
  const find = createFindResult(db);
  const landed = prepareLanded(db);
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
  const numberOf = rememberNumbers(findSop);
  const isFresh = (id: string, keys: readonly { peer: string; id: string }[]) => {
    const sop = numberOf(id);
    return sop === undefined || keys.every(({ peer, id: patch }) => find(sop, patch, peer) === null);
  };
  return {
    results: async (id, keys) => {
      if (keys.length <= FEW && isFresh(id, keys)) return [];
      return read(() => findAll(id, keys));
    },
    landed: async (id, since, peer) =>
      read(() => {
        const sop = findSop(id);
        return sop === undefined ? [] : landed.all({ sop: sop.key, since, peer }).map((row) => row.id);
      }),
    lastResult: async (id, peer) =>
      read(() => {
        const sop = findSop(id);
        if (sop === undefined) return null;
        return last.get({ sop: sop.key, peer })?.last ?? null;
      }),
  };
}

/** So few look-ups cost less one by one than a transaction around them; and nearly every patch is a new one. */
const FEW = 3;

/** Some megabytes; past it everything is forgotten at once, which costs one look-up per SOP. */
const MOST_NUMBERS = 20_000;

/** A SOP's number is never given to another, so it is looked up once. */
function rememberNumbers(findSop: FindSop): (id: string) => number | undefined {
  const numbers = new Map<string, number>();
  return (id) => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    const found = findSop(id)?.key;
    if (numbers.size >= MOST_NUMBERS) numbers.clear();
    if (found !== undefined) numbers.set(id, found);
    return found;
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

/** In the log, or in a row of it that is compacted away. */
function prepareLanded(db: Db) {
  const idsIn = (table: typeof log | typeof results) =>
    db
      .select({ id: table.id, version: table.version })
      .from(table)
      .where(and(eq(table.sop, p("sop")), gt(table.version, p("since")), eq(table.peer, p("peer"))));
  return unionAll(idsIn(results), idsIn(log))
    .orderBy(sql`version`)
    .prepare();
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
