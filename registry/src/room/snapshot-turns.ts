import type { Pace } from "#registry/pace.ts";

/** Takes requests for a snapshot and grants them one after another. */
export type SnapshotTurns = (takeTurn: () => Promise<void>) => void;

/** A snapshot stops the process for some milliseconds; this long everybody else goes on before the next one. */
const PAUSE_MS = 20;

/**
 * Makes the turns of all rooms: rooms that are edited at one pace are due at one moment, and writing hundreds of
 * snapshots at once would be felt by everybody. `takeTurn` never rejects.
 */
export function createSnapshotTurns(pace: Pick<Pace, "rest">): SnapshotTurns {
  const waiting: (() => Promise<void>)[] = [];
  let busy = false;

  async function grant(): Promise<void> {
    for (let takeTurn = waiting.shift(); takeTurn; takeTurn = waiting.shift()) {
      await takeTurn();
      await pace.rest(PAUSE_MS);
    }
    busy = false;
  }

  return (takeTurn) => {
    waiting.push(takeTurn);
    if (busy) return;
    busy = true;
    void grant();
  };
}
