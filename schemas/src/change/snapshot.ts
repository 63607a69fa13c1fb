import type { Side } from "./side.ts";
import type { GraphView } from "./types.ts";

/** A SOP's whole state at one version, as JSON. */
export interface Snapshot {
  readonly version: number;
  /** Arrival of that version's commit, ms; 0 at version 0. */
  readonly arrival: number;
  readonly graph: GraphView;
  readonly side: Side;
}
