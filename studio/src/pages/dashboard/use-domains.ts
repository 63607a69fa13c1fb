import { useState } from "react";
import type { Filters } from "./filters.ts";
import type { ListState } from "./sop-list.ts";

/** The domains that were seen so far, and the chosen one, sorted: narrowing the list must not narrow the choice. */
export function useDomains(state: ListState, { domain }: Filters): readonly string[] {
  const [seen, setSeen] = useState<readonly string[]>([]);
  const listed = state.kind === "listed" ? state.items.map((item) => item.domain) : [];
  const all = [...new Set([...seen, ...listed, ...(domain === "" ? [] : [domain])])];
  if (all.length === seen.length) return seen;
  const sorted = all.toSorted((a, b) => a.localeCompare(b));
  // While it renders: the choice is drawn once, with everything in it.
  setSeen(sorted);
  return sorted;
}
