import type { Append, LogStore, ResultRecord } from "../storage.ts";
import { type AppendStatements, prepareAppend } from "./append-statements.ts";
import type { Db } from "./connect.ts";
import { outcomeToColumn } from "./outcome.ts";
import { recordEvent } from "./record-event.ts";
import { foldCase } from "./sop-row.ts";
import type { Write } from "./write.ts";

/** Makes the call that takes a group to disk: one transaction, one fsync, or nothing at all. */
export function createAppend(db: Db, write: Write): LogStore["append"] {
  const statements = prepareAppend(db);
  return async (group) => {
    try {
      await write(() => {
        for (const append of group) appendOne(db, statements, append);
      });
      return "ok";
    } catch (error) {
      if (error instanceof Race || isDuplicate(error)) return "conflict";
      throw error;
    }
  };
}

/** Undoes the transaction; never leaves this file. */
class Race extends Error {}

function appendOne(db: Db, statements: AppendStatements, append: Append): void {
  const sop = takeVersions(statements, append);
  const resultsByVersion = insertBareResults(statements, sop, append);
  for (const { version, head, id, peer, ts, arrival, ops, delta } of append.rows) {
    const result = resultsByVersion.get(version);
    const hash = result?.hash ?? null;
    const outcome = result === undefined ? null : outcomeToColumn(result.outcome, version);
    statements.insertRow.run(sop, version, head, id, peer, ts, arrival, hash, outcome, ops, delta);
  }
  for (const { peer, id, at } of lastOfPeers(append.results)) statements.setLast.run(sop, peer, id, at);
  for (const { by, detail, ...notice } of append.notices) {
    statements.insertNotice.run({ ...notice, sop, by: JSON.stringify(by), detail: JSON.stringify(detail) });
  }
  for (const { event, ...act } of append.events ?? []) recordEvent(db, sop, act, event);
}

/** Moves the envelope on to the last row and gives the SOP's number; a race where the first is not its next version. */
function takeVersions(statements: AppendStatements, { sop: id, rows, meta }: Append): number {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return (statements.findOpen.get({ id }) ?? lose()).key;
  if (rows.some((row, i) => row.version !== first.version + i)) throw new Error(`rows of ${id} leave a gap`);
  const moved =
    statements.advance.get(last.version, last.head, last.arrival, id, first.version - 1) ?? lose();
  if (meta !== undefined) statements.rename.run({ ...meta, folded: foldCase(meta.name), sop: moved.key });
  return moved.key;
}

/** Inserts the results that no row of this append can carry, and gives the others by version. */
function insertBareResults(
  statements: AppendStatements,
  sop: number,
  { rows, results }: Append,
): ReadonlyMap<number, ResultRecord> {
  const first = rows[0]?.version ?? 0;
  const resultsByVersion = new Map<number, ResultRecord>();
  for (const result of results) {
    const { peer, id, hash, version, at } = result;
    if (statements.findResult(sop, id, peer) !== null) lose();
    const row = version === null ? undefined : rows[version - first];
    if (row !== undefined && row.id === id && row.peer === peer && row.arrival === at) {
      resultsByVersion.set(row.version, result);
    } else {
      const outcome = outcomeToColumn(result.outcome, version);
      statements.insertResult.run({ sop, id, peer, hash, version, at, outcome });
    }
  }
  return resultsByVersion;
}

/** The last result of each peer among these. */
function lastOfPeers(results: readonly ResultRecord[]): Iterable<ResultRecord> {
  return new Map(results.map((result) => [result.peer, result])).values();
}

function lose(): never {
  throw new Race();
}

/** A version, result or notice that is there already. */
function isDuplicate(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "SQLITE_CONSTRAINT_PRIMARYKEY" || error.code === "SQLITE_CONSTRAINT_UNIQUE";
}
