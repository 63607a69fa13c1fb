/** A seed with how much happens in it. */
interface Pinned {
  readonly seed: number;
  readonly actions: number;
  /** What it would find again. */
  readonly found: string;
}

/** Seeds that meet what once went wrong, as the faults of tests/convergence/faults show that bring it back. */
export const PINNED: readonly Pinned[] = [
  { seed: 1, actions: 100, found: "lists came back wrong from rows that followed a compaction" },
  { seed: 61, actions: 100, found: "a ticket that a sleeping machine made void ended the client" },
  { seed: 2, actions: 100, found: "an edge jumped back to its old end when I removed the new one" },
  { seed: 190, actions: 100, found: "what a gesture stopped showing was not told" },
];
