import { compactState } from "#schemas/change/compact.ts";
import { toSnapshot } from "#schemas/change/snapshot-codec.ts";
import { snapshotToText } from "#registry/storage/snapshot-text.ts";
import type { AppendRow } from "#registry/storage/storage.ts";
import type { HeldSop, RoomParts } from "./parts.ts";

/** How much was logged since the last snapshot, and when old things were last dropped. */
interface Tally {
  rows: number;
  chars: number;
  /** Size of the last snapshot; what the graph weighs until there was one. */
  snapshotChars: number;
  /** When the last one was made, or the room opened; ms. */
  madeAt: number;
  /** True while the next one waits for its turn. */
  isAsked: boolean;
  /** ms; 0: not since the room was opened. */
  compactedAt: number;
}

/** Keeps a room's snapshots: one when enough was logged since the last, each between two batches. */
export interface SnapshotKeeper {
  /** Counts what went to disk, and asks for a snapshot where one is due. */
  count(rows: readonly AppendRow[]): void;
  /** Nothing was logged since the last one. */
  readonly isUpToDate: boolean;
  /** Keeps one now, of what is held, which must be what is on disk. Never rejects. */
  keep(): Promise<void>;
}

/** At this many times the snapshot's size, writing it again adds a quarter to what the log writes anyway. */
const SIZES = 4;

/** A version of a large SOP is read by replaying rows on a snapshot: at most this many times `snapshot_rows`, unless edits pour in. */
const MOST_INTERVALS = 4;

/** What is dropped is days old; looking for it more often finds nothing. */
const COMPACT_EVERY_MS = 60 * 60 * 1000;

/** Makes the keeper of a room that was just opened. `between` runs a step between two batches; not once it `isOver`. */
export function createSnapshotKeeper(
  parts: RoomParts,
  held: HeldSop,
  rowsAfterSnapshot: number,
  between: (step: () => Promise<void>) => void,
  isOver: () => boolean,
): SnapshotKeeper {
  const tally: Tally = {
    rows: rowsAfterSnapshot,
    chars: 0,
    snapshotChars: 0,
    madeAt: parts.clock.now(),
    isAsked: false,
    compactedAt: 0,
  };
  const keep = () => keepSnapshot(parts, held, tally);
  return {
    count(rows) {
      tally.rows += rows.length;
      for (const { ops, delta } of rows) tally.chars += ops.length + delta.length;
      if (tally.isAsked || !isDue(parts, held, tally)) return;
      tally.isAsked = true;
      parts.snapshotTurns(() => {
        const { promise, resolve } = Promise.withResolvers<void>();
        between(() => (isOver() ? Promise.resolve() : keep()).then(resolve));
        return promise;
      });
    },
    get isUpToDate() {
      return tally.rows === 0;
    },
    keep,
  };
}

/** True when the rows since the last snapshot would cost more to replay than the next one to write. */
function isDue({ limits, clock }: RoomParts, { state }: HeldSop, tally: Tally): boolean {
  if (tally.rows < limits.snapshot_rows) return false;
  if (tally.chars >= SIZES * (tally.snapshotChars || state.bytes)) return true;
  // Edits that pour in are for reading now: stopping for a large snapshot would be felt more than a slow look back.
  const isQuiet = clock.now() - tally.madeAt >= limits.snapshot_ms;
  return isQuiet && tally.rows >= MOST_INTERVALS * limits.snapshot_rows;
}

/**
 * Writes a snapshot of what is held and drops what need not be kept any more, in memory and on disk. Never rejects:
 * the rows are safe, so a failure is logged and tried again with the next one.
 */
async function keepSnapshot(parts: RoomParts, held: HeldSop, tally: Tally): Promise<void> {
  const { id: sop, version, head } = held.record;
  tally.isAsked = false;
  try {
    const now = parts.clock.now();
    const compacts = now - tally.compactedAt >= COMPACT_EVERY_MS;
    if (compacts) await forgetOld(parts, held, now);
    const snapshot = snapshotToText(toSnapshot(held.state));
    await parts.log.saveSnapshot(sop, snapshot, head);
    tally.rows = 0;
    tally.chars = 0;
    tally.madeAt = now;
    tally.snapshotChars = snapshot.graph.length + snapshot.side.length;
    if (!compacts) return;
    tally.compactedAt = now;
    await parts.log.compact(sop, await whatToKeep(parts, sop, version, now));
  } catch (error) {
    parts.logger.error({ err: error, sop, version }, "snapshot failed");
  }
}

/** Drops from memory what no patch that can still arrive would ask for. */
export async function forgetOld({ log, limits }: RoomParts, held: HeldSop, now: number): Promise<void> {
  const horizon = await log.versionBefore(held.record.id, now - limits.horizon_ms);
  compactState(held.state, horizon, now - limits.results_ms);
}

async function whatToKeep({ log, limits }: RoomParts, sop: string, version: number, now: number) {
  const old = await log.versionBefore(sop, now - limits.log_ms);
  return {
    floor: Math.max(0, Math.min(old, version - limits.log_versions)),
    resultsBefore: now - limits.results_ms,
    horizonBefore: now - limits.horizon_ms,
  };
}
