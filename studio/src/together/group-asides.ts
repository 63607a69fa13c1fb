import type { Aside } from "../sync/types.ts";

/** What is set aside of one node, the oldest first; null: of the SOP itself. */
export interface AsideGroup {
  readonly node: string | null;
  readonly asides: readonly Aside[];
}

/** Asides by the node that they belong to, in the order in which the first of each was set aside. */
export function groupAsides(asides: readonly Aside[]): readonly AsideGroup[] {
  const byNode = Map.groupBy(asides, ({ node }) => node);
  return [...byNode].map(([node, asides]) => ({ node, asides }));
}
