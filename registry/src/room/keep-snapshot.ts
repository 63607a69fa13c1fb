import { compactState } from "#schemas/change/compact.ts";
import { toSnapshot } from "#schemas/change/snapshot-codec.ts";
import { snapshotToText } from "#registry/storage/snapshot-text.ts";
import type { AppendRow } from "#registry/storage/storage.ts";
import type { HeldSop, RoomParts } from "./parts.ts";

/** How much was logged since the last snapshot, and when old things were last dropped. */
export interface SnapshotTally {
  rows: number;
  chars: number;
  /** Size of the last snapshot; a guess until there was one. */
  snapshotChars: number;
  /** True while the next one waits for its turn. */
  isAsked: boolean;
  /** ms; 0: not since the room was opened. */
  compactedAt: number;
}

/** Fewer rows than this are replayed in a few milliseconds: not worth a snapshot. */
const LEAST_ROWS = 500;

/** At this many times the snapshot's size, writing it again adds a quarter to what the log writes anyway. */
const SIZES = 4;

/** A few hundred nodes. */
const GUESS_CHARS = 256 * 1024;

/** What is dropped is days old; looking for it more often finds nothing. */
const COMPACT_EVERY_MS = 60 * 60 * 1000;

/** The tally of a room that was just opened. */
export function createTally(rowsAfterSnapshot: number): SnapshotTally {
  return { rows: rowsAfterSnapshot, chars: 0, snapshotChars: GUESS_CHARS, isAsked: false, compactedAt: 0 };
}

/** Counts what went to disk. */
export function countRows(tally: SnapshotTally, rows: readonly AppendRow[]): void {
  tally.rows += rows.length;
  for (const { ops, delta } of rows) tally.chars += ops.length + delta.length;
}

/** True when the rows since the last snapshot would cost more to replay than the next one to write. */
export function isSnapshotDue({ rows, chars, snapshotChars, isAsked }: SnapshotTally): boolean {
  return !isAsked && rows >= LEAST_ROWS && chars >= SIZES * snapshotChars;
}

/**
 * Writes a snapshot of what is held (which must be what is on disk) and drops what need not be kept any more, in
 * memory and on disk. Never rejects: the rows are safe, so a failure is logged and tried again with the next one.
 */
export async function keepSnapshot(parts: RoomParts, held: HeldSop, tally: SnapshotTally): Promise<void> {
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

/** Has a snapshot made when it is this SOP's turn, between two batches. `keep` never rejects. */
export function askForSnapshot(
  { snapshotTurns }: Pick<RoomParts, "snapshotTurns">,
  tally: SnapshotTally,
  keep: () => Promise<void>,
  between: (step: () => Promise<void>) => void,
): void {
  tally.isAsked = true;
  snapshotTurns(() => {
    const { promise, resolve } = Promise.withResolvers<void>();
    between(() => keep().then(resolve));
    return promise;
  });
}
