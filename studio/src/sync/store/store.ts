import type { Json } from "#schemas/json.ts";
import type { Cancel } from "../env.ts";

/** What one tab or process keeps of one SOP: a queue. */
export interface QueueName {
  /** Which SOP of which registry. */
  readonly scope: string;
  /** The client's name there: the second half of its peer's name. */
  readonly client: string;
}

/** One thing kept: its kind, a key that is unique in its kind and by which rows are sorted, and its content. */
export interface Row {
  readonly kind: string;
  readonly key: string;
  readonly value: Json;
}

export type Write =
  | { readonly put: Row }
  | { readonly remove: Omit<Row, "value"> }
  /** Every row of a kind. */
  | { readonly clear: string };

/**
 * Where a client keeps what must survive it. Promises that every driver keeps (tests/contracts/sync-store.ts):
 * `write` is all or nothing, in the order of the calls, and on disk when it resolves; what was written is read back by
 * whoever comes next, after a crash too; a held name is free again when its holder is gone, however it went. Calls may
 * overlap: each sees what was asked before it. A write that fails leaves nothing, and does not keep later ones out.
 * Texts (names, kinds, keys) are well-formed Unicode. The memory store alone keeps nothing longer than it lives.
 */
export interface SyncStore {
  /** Takes a queue's name for as long as this tab or process lives, or until the returned function is called. Null: another holds it. */
  hold(queue: QueueName): Promise<Cancel | null>;
  /** The queues of a SOP that have rows, the one written last first. */
  queues(scope: string): Promise<readonly QueueName[]>;
  /** All rows of a queue, by kind, then key (both by code unit). */
  read(queue: QueueName): Promise<readonly Row[]>;
  /** Does the writes in their order. Rejects, with why, when nothing of it could be kept: the disk is full, storage is denied. */
  write(queue: QueueName, writes: readonly Write[]): Promise<void>;
  /** Removes a queue with all its rows. */
  drop(queue: QueueName): Promise<void>;
  /** Finishes what was asked, frees all names; everything asked later rejects. */
  close(): Promise<void>;
}
