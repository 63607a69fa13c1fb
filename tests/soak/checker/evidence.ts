import type { History } from "./history.ts";
import type { Graph, Op } from "./json.ts";

/** One version, as `GET …/patches` gives it. */
export interface LogRow {
  readonly version: number;
  readonly id: string;
  readonly peer: string;
  /** As it counted. */
  readonly ts: number;
  readonly ops: readonly Op[];
}

/** How a patch was judged, as the database keeps it. */
export interface Judgement {
  readonly code?: string;
  readonly ops: readonly { readonly op: number; readonly status: string; readonly code?: string }[];
}

/** One version, as the file holds it. */
export interface StoredRow extends LogRow {
  readonly arrival: number;
  /** Null: every op was simply applied. */
  readonly outcome: Judgement | null;
}

/** How a patch was judged that took no version. */
export interface StoredResult {
  readonly id: string;
  readonly peer: string;
  /** Its arrival. */
  readonly at: number;
  readonly outcome: Judgement;
}

/** The registry's file, read without the registry. */
export interface Stored {
  readonly version: number;
  readonly rows: readonly StoredRow[];
  readonly results: readonly StoredResult[];
}

/** All that is known of a run. */
export interface Evidence {
  readonly histories: readonly History[];
  /** The graph at version 0. */
  readonly first: Graph;
  readonly log: readonly LogRow[];
  readonly served: { readonly version: number; readonly graph: Graph };
  readonly stored: Stored;
}

/** What was found to be wrong. */
export type Rule =
  | "hole"
  | "doubled_id"
  | "file_differs"
  | "sent_before_kept"
  | "lost_ack"
  | "unaccounted"
  | "untold"
  | "pending"
  | "order"
  | "changed_on_device"
  | "own_base"
  | "own_time"
  | "not_strict"
  | "dangling"
  | "served_differs"
  | "view_differs"
  | "winner";

/** A rule that does not hold, and where. */
export interface Breach {
  readonly rule: Rule;
  readonly detail: string;
}
