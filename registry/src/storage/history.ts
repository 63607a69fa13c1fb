import type { Act } from "./sharing.ts";
import type { SnapshotText, SopRecord } from "./storage.ts";

/** What happened to a SOP's past, or by it. */
export type HistoryEvent =
  /** `before`: the name that it had. */
  | {
      readonly kind: "version_named";
      readonly version: number;
      readonly label: string;
      readonly before: string | null;
    }
  | { readonly kind: "version_unnamed"; readonly version: number; readonly label: string }
  | { readonly kind: "approved"; readonly version: number }
  /** `version`: the first after the approval. */
  | { readonly kind: "draft_again"; readonly version: number }
  /** `version` has the graph that `restored_version` had. */
  | { readonly kind: "restored"; readonly version: number; readonly restored_version: number }
  /** `version` takes back what `agent` did after the version `since`. */
  | {
      readonly kind: "reverted";
      readonly version: number;
      readonly agent: string;
      readonly since: number;
      /** How many versions of the agent, and at how many places others' work kept it from that. */
      readonly undone: number;
      readonly skipped: number;
    };

/** A version that can be read. */
export interface KeptVersion {
  readonly version: number;
  /** Who made it; null: its row left the log before anybody named it. */
  readonly agent: string | null;
  /** When, ms. */
  readonly at: number;
  readonly label: string | null;
  readonly approved: { readonly by: string; readonly at: number } | null;
}

/** A version's whole state and its head: kept beside its name, so that it can be read for as long as it has one. */
export interface Pin {
  readonly snapshot: SnapshotText;
  readonly head: string;
}

/** Versions that people told apart. Each change is in the SOP's activity, in the same transaction. */
export interface VersionStore {
  /** Newest first, below a version; `isMarked`: named and approved ones alone. */
  list(
    sop: string,
    query: { readonly below?: number; readonly isMarked?: boolean; readonly limit: number },
  ): Promise<KeptVersion[]>;
  /** Null: it is not kept. */
  find(sop: string, version: number): Promise<KeptVersion | null>;
  /** Names a version, or renames it; "full": `most` have names already. */
  name(
    sop: string,
    pin: Pin,
    label: string,
    act: Act,
    most: number,
  ): Promise<"ok" | "same" | "no_sop" | "full">;
  /** Takes a name away; false: that version has none. What is not approved either goes with the next compaction. */
  unname(sop: string, version: number, act: Act): Promise<boolean>;
  /**
   * Approves a version: the SOP is `approved` where it is the newest one, else it stays a draft. The one that was
   * approved last already: nothing changes. Null: the SOP is gone or deleted.
   */
  approve(
    sop: string,
    pin: Pin,
    act: Act,
  ): Promise<{ readonly record: SopRecord; readonly isNew: boolean } | null>;
}
