import type { Outcome } from "#schemas/change/types.ts";
import { decodeObject } from "./decode.ts";

/** An outcome as a column: null where every op was simply applied, which is nearly always; "" where it is dropped. */
export function outcomeToColumn(outcome: Outcome | null, version: number | null): string | null {
  if (outcome === null) return DROPPED;
  const plain = outcome.ops.length === 0 && outcome.code === undefined && outcome.version === version;
  return plain ? null : JSON.stringify(outcome);
}

/** The outcome behind a column; a `StorageFault` where it cannot be read. */
export function columnToOutcome(column: string | null, version: number | null, sop: string): Outcome | null {
  if (column === null) return { version, ops: [] };
  return column === DROPPED ? null : (decodeObject(column, { sop, version, what: "an outcome" }) as Outcome);
}

const DROPPED = "";
