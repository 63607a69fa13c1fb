import { type LogRow, type LogStore, StorageFault } from "../storage.ts";
import type { FindSop } from "./find-sop.ts";
import type { FloorOf } from "./floor.ts";
import type { LogReader } from "./read-log.ts";
import type { Read } from "./read.ts";
import { rowToSnapshot, type FindSnapshot } from "./snapshots.ts";

/** Makes the calls that give a SOP's state at a version: a snapshot, and the rows to replay on it. */
export function createLoad(
  read: Read,
  findSop: FindSop,
  findSnapshot: FindSnapshot,
  floorOf: FloorOf,
  reader: LogReader,
): Pick<LogStore, "load" | "snapshotAt"> {
  const findStart = (id: string, version: number | undefined) => {
    const sop = findSop(id);
    if (sop === undefined || (version ?? 0) > sop.version) return null;
    const upTo = version ?? sop.version;
    const kept = findSnapshot(sop.key, upTo);
    if (kept === undefined) {
      if (version !== undefined) return null;
      throw new StorageFault(id, upTo, "no snapshot is left");
    }
    // Below the log a snapshot is its own version, and goes on to none.
    if (version !== undefined && kept.version < upTo && kept.version < floorOf(sop)) return null;
    return { sop: sop.key, kept, upTo };
  };
  return {
    load: async (id, version) =>
      read(() => {
        const start = findStart(id, version);
        if (start === null) return null;
        const { sop, kept, upTo } = start;
        const rows = reader.rows(id, { sop, since: kept.version, upTo, limit: -1 });
        checkComplete(id, rows, kept.version, upTo);
        return { snapshot: rowToSnapshot(id, kept), head: kept.head, rows };
      }),
    snapshotAt: async (id, version) =>
      read(() => {
        const start = findStart(id, version);
        return start && { snapshot: rowToSnapshot(id, start.kept), head: start.kept.head };
      }),
  };
}

/** A hole would replay without a sound and give another state than the one that was acknowledged. */
function checkComplete(id: string, rows: readonly LogRow[], since: number, upTo: number): void {
  const hole = rows.findIndex((row, i) => row.version !== since + 1 + i);
  const missing = since + 1 + (hole < 0 ? rows.length : hole);
  if (missing <= upTo) throw new StorageFault(id, missing, "its row is missing");
}
