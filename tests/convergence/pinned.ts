/** A seed with how much happens in it. */
interface Pinned {
  readonly seed: number;
  readonly actions: number;
  /** What it would find again. */
  readonly found: string;
}

/** Seeds that meet what once went wrong, as the faults of tests/convergence/faults show that bring it back. */
export const PINNED: readonly Pinned[] = [
  { seed: 252, actions: 100, found: "lists came back wrong from rows that followed a compaction" },
];
