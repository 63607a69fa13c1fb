import { diffArrays } from "diff";
import { equalJson, type Json } from "#schemas/json.ts";

/** What became of an element: it is the same, it stands elsewhere, or it was set to something else. */
type Fate = "same" | "moved" | "set";

/** Where an element of one list is in another. */
export interface Counterpart {
  readonly index: number;
  readonly fate: Fate;
}

/**
 * Past this many differences two lists have little to do with each other, and finding out what became of each element
 * takes longer than a frame.
 */
const MOST_EDITS = 1000;

/** For each element of `from` its counterpart in `to`, null where it is gone; null: they differ too much to say. */
export function align(from: readonly Json[], to: readonly Json[]): (Counterpart | null)[] | null {
  const runs = diffArrays([...from], [...to], { comparator: equalJson, maxEditLength: MOST_EDITS });
  if (runs === undefined) return null;
  const found: (Counterpart | null)[] = from.map(() => null);
  const gaps: Gap[] = [{ gone: [], come: [] }];
  let [i, j] = [0, 0];
  for (const { added, removed, count } of runs) {
    const gap = gaps.at(-1) as Gap;
    for (let n = 0; n < count; n++) {
      if (added) gap.come.push(j++);
      else if (removed) gap.gone.push(i++);
      else found[i++] = { index: j++, fate: "same" };
    }
    if (!added && !removed) gaps.push({ gone: [], come: [] });
  }
  pairMoved(from, to, gaps, found);
  pairSet(gaps, found);
  return found;
}

/** Between two elements that stayed: what went there, and what came there. */
interface Gap {
  gone: number[];
  come: number[];
}

/** What went in one place and came in another was moved. */
function pairMoved(
  from: readonly Json[],
  to: readonly Json[],
  gaps: readonly Gap[],
  found: (Counterpart | null)[],
): void {
  for (const gap of gaps) {
    gap.gone = gap.gone.filter((i) => {
      const other = gaps.find(({ come }) => come.some((j) => equalJson(from[i], to[j])));
      const index = other?.come.find((j) => equalJson(from[i], to[j]));
      if (other === undefined || index === undefined) return true;
      other.come = other.come.filter((j) => j !== index);
      found[i] = { index, fate: "moved" };
      return false;
    });
  }
}

/** Elements of equal number, between the same neighbours, were set each for itself. */
function pairSet(gaps: readonly Gap[], found: (Counterpart | null)[]): void {
  for (const { gone, come } of gaps) {
    if (gone.length !== come.length) continue;
    for (const [n, i] of gone.entries()) found[i] = { index: come[n] as number, fate: "set" };
  }
}
