/** A seed with how much happens in it. */
export interface Pinned {
  readonly seed: number;
  readonly actions: number;
  /** What it found when it was pinned. */
  readonly found: string;
}

/** Seeds that once found something: they are run again with every change. */
export const PINNED: readonly Pinned[] = [
  { seed: 11, actions: 120, found: "lists came back wrong from rows that followed a compaction" },
];
