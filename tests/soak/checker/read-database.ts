import { Database } from "bun:sqlite";
import type { Judgement, Stored, StoredResult, StoredRow } from "./evidence.ts";
import type { Op } from "./json.ts";

/** Reads what a registry's SQLite file holds of a SOP. */
export function readDatabase(file: string, sop: string): Stored {
  const database = new Database(file, { readonly: true });
  try {
    const envelope = database
      .query<{ key: number; version: number }, [string]>("select key, version from sops where id = ?")
      .get(sop);
    if (envelope === null) throw new Error(`no ${sop} in ${file}`);
    const rows = database
      .query<RawRow, [number]>("select * from log where sop = ? order by version")
      .all(envelope.key);
    const results = database
      .query<RawResult, [number]>("select * from results where sop = ? and version is null")
      .all(envelope.key);
    return { version: envelope.version, rows: rows.map(readRow), results: results.map(readResult) };
  } finally {
    database.close();
  }
}

type RawRow = Omit<StoredRow, "ops" | "outcome"> & { ops: string; outcome: string | null };
type RawResult = Omit<StoredResult, "outcome"> & { outcome: string | null };

function readRow(row: RawRow): StoredRow {
  const outcome = row.outcome === null ? null : (JSON.parse(row.outcome) as Judgement);
  return { ...row, ops: JSON.parse(row.ops) as Op[], outcome };
}

function readResult(row: RawResult): StoredResult {
  return { ...row, outcome: row.outcome === null ? { ops: [] } : (JSON.parse(row.outcome) as Judgement) };
}
