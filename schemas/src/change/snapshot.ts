import type { GraphView } from "./types.ts";

/** A SOP's whole state at one version, as JSON; only snapshot-codec.ts knows the inside of `side`. */
export interface Snapshot {
  readonly version: number;
  /** Arrival of that version's commit, ms; 0 at version 0. */
  readonly arrival: number;
  readonly graph: GraphView;
  readonly side: unknown;
}
