/** What is looked up when somebody asks for the measures, rather than counted as it changes. */
export type Level = "rooms_open" | "patches_queued" | "patches_delayed";

/** Which bound on calls was met. */
export type RatePolicy = "key" | "address" | "registration" | "invites" | "failures" | "patches";

/**
 * What the registry tells of its own work: a port of plain functions, so that rooms and peers know no monitoring.
 * Nothing here throws. On the way of a patch they are called once per batch, never once per reader.
 */
export interface Measures {
  /** Monotonic ms to measure spans by; no time of day. */
  now(): number;
  /** A batch is on disk, its oldest patch having waited since `queuedAt` (of `now`); one outcome per patch. */
  batchStored(queuedAt: number, outcomes: readonly BatchOutcome[]): void;
  /** A batch could not be stored; `patches` got an error instead of an answer. */
  batchLost(patches: number): void;
  /** Something committed was handed to the fan-out just now. */
  published(): void;
  socketOpened(): void;
  socketClosed(code: number): void;
  streamOpened(): void;
  streamClosed(): void;
  /** A reader was closed because it read too slowly. */
  readerTooSlow(): void;
  authFailed(by: "http" | "socket"): void;
  rateLimited(policy: RatePolicy): void;
  callAnswered(method: string, status: number): void;
  /** Tells where a level is read from. */
  watch(level: Level, read: () => number): void;
}

/** How one patch of a batch was answered, as far as it is counted. */
export type BatchOutcome = { readonly kind: string } | { readonly kind: "error"; readonly code: string };

/** Measures that nobody reads. */
export const NO_MEASURES: Measures = {
  now: () => 0,
  batchStored() {},
  batchLost() {},
  published() {},
  socketOpened() {},
  socketClosed() {},
  streamOpened() {},
  streamClosed() {},
  readerTooSlow() {},
  authFailed() {},
  rateLimited() {},
  callAnswered() {},
  watch() {},
};
