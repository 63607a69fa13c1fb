import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { Effect } from "#schemas/change/op.ts";
import type { LogRow, PatchRecord, SidedPatchRecord } from "../storage.ts";
import type { Db } from "./connect.ts";
import { decodeArray, decodeObject } from "./decode.ts";
import { log } from "./schema.ts";

/** Versions of one SOP (its number) above `since` and not above `upTo`, at most `limit` of them; -1: all. */
interface LogRange {
  readonly sop: number;
  readonly since: number;
  readonly upTo: number;
  readonly limit: number;
}

/** Reads rows in the order of their versions. */
export interface LogReader {
  /** `id` of the SOP, for the `StorageFault` that a row throws which cannot be read. */
  rows(id: string, range: LogRange): LogRow[];
  patches(range: LogRange): PatchRecord[];
  sidedPatches(range: LogRange): SidedPatchRecord[];
}

/** Prepares the reading of rows. */
export function createLogReader(db: Db): LogReader {
  const { version, head, id, peer, ts, arrival, ops, delta } = log;
  const patch = { version, head, id, peer, ts, arrival, ops };
  const inRange = and(
    eq(log.sop, sql.placeholder("sop")),
    gt(log.version, sql.placeholder("since")),
    lte(log.version, sql.placeholder("upTo")),
  );
  const limit = sql.placeholder("limit");
  const patches = db.select(patch).from(log).where(inRange).orderBy(asc(version)).limit(limit).prepare();
  const rows = db
    .select({ ...patch, delta })
    .from(log)
    .where(inRange)
    .orderBy(asc(version))
    .limit(limit)
    .prepare();
  return {
    patches: (range) => patches.all({ ...range }),
    sidedPatches: (range) => rows.all({ ...range }),
    rows: (sop, range) => rows.all({ ...range }).map((row) => decodeRow(sop, row)),
  };
}

function decodeRow(sop: string, row: SidedPatchRecord): LogRow {
  const { ops, delta, ...rest } = row;
  const place = { sop, version: row.version };
  return {
    ...rest,
    effects: decodeArray(ops, { ...place, what: "a row's ops" }) as readonly Effect[],
    delta: decodeObject(delta, { ...place, what: "a row's delta" }),
  };
}
