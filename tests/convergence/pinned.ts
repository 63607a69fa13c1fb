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
  { seed: 26, actions: 120, found: "a ticket that a sleeping machine made void ended the client" },
  { seed: 47, actions: 120, found: "an edge jumped back to its old end when I removed the new one" },
  { seed: 163, actions: 120, found: "what a gesture stopped showing was not told" },
  { seed: 2048, actions: 120, found: "a return that lost to a removal blamed one that its author had seen" },
  { seed: 2151, actions: 120, found: "an edit of a tab that was gone went again in another's name" },
  { seed: 2200, actions: 120, found: "a base that was lost was kept after the patch had gone" },
  {
    seed: 2241,
    actions: 120,
    found: "who heard after a week that nothing was taken was told that it was saved",
  },
  {
    seed: 232,
    actions: 100,
    found: "what a tab had set aside was lost when another brought it home to a full disk",
  },
];
