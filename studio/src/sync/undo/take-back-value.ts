import { equalJson, isArray, isObject, member, type Json } from "#schemas/json.ts";
import { align, type Counterpart } from "./align.ts";
import { moveBehind, putIn, setCell, takeOut, type Cell, type ListOp, type ListWork } from "./list-work.ts";

/** A value with my change taken back, and whether all of it could be. */
interface TakenBack {
  /** Undefined: absent. */
  readonly value: Json | undefined;
  readonly isWhole: boolean;
}

/** A list with my change taken back, by which ops, and whether all of it could be. */
interface ListTakenBack {
  readonly value: readonly Json[];
  readonly ops: readonly ListOp[];
  readonly isWhole: boolean;
}

type Found = readonly (Counterpart | null)[];

/**
 * Y54: elements that I put in, took out, moved or set are found where they are now; what others did to the list stays.
 * Null where the lists differ too much to tell element from element.
 */
export function takeBackList(
  before: readonly Json[],
  after: readonly Json[],
  now: readonly Json[],
): ListTakenBack | null {
  const mine = align(before, after);
  const theirs = align(after, now);
  if (mine === null || theirs === null) return null;
  const cells = now.map((value): Cell => ({ value }));
  const cellsAfter = theirs.map((found) => (found === null ? null : (cells[found.index] as Cell)));
  const work: ListWork = { cells, ops: [] };
  const isTaken = takeInsertsOut(work, cellsAfter, { mine, theirs });
  const isSet = setBack(work, cellsAfter, { mine, before, after });
  const isPut = putBack(work, cellsAfter, { mine, before });
  return { value: cells.map(({ value }) => value), ops: work.ops, isWhole: isTaken && isSet && isPut };
}

/** What `now` is without my change of `before` to `after`: what others made of it stays. */
function takeBackValue(before: Json | undefined, after: Json | undefined, now: Json | undefined): TakenBack {
  if (equalJson(now, after)) return { value: before, isWhole: true };
  if (equalJson(before, after)) return { value: now, isWhole: true };
  if (isArray(before) && isArray(after) && isArray(now))
    return takeBackList(before, after, now) ?? { value: now, isWhole: false };
  if (!isObject(before) || !isObject(after) || !isObject(now)) return { value: now, isWhole: false };
  const value: Record<string, Json> = {};
  let isWhole = true;
  for (const key of new Set([...Object.keys(now), ...Object.keys(before)])) {
    const part = takeBackValue(member(before, key), member(after, key), member(now, key));
    if (part.value !== undefined) value[key] = part.value;
    isWhole &&= part.isWhole;
  }
  return { value, isWhole };
}

/** What I put in goes, unless others made something of it. */
function takeInsertsOut(
  work: ListWork,
  cellsAfter: readonly (Cell | null)[],
  { mine, theirs }: { readonly mine: Found; readonly theirs: Found },
): boolean {
  const known = new Set(mine.map((found) => found?.index));
  let isWhole = true;
  for (const [j, cell] of cellsAfter.entries()) {
    if (known.has(j)) continue;
    if (cell === null || theirs[j]?.fate === "set") isWhole = false;
    else takeOut(work, cell);
  }
  return isWhole;
}

/** What I set is what it was. */
function setBack(
  work: ListWork,
  cellsAfter: readonly (Cell | null)[],
  {
    mine,
    before,
    after,
  }: { readonly mine: Found; readonly before: readonly Json[]; readonly after: readonly Json[] },
): boolean {
  let isWhole = true;
  for (const [i, found] of mine.entries()) {
    if (found?.fate !== "set") continue;
    const cell = cellsAfter[found.index] ?? null;
    const taken = cell === null ? null : takeBackValue(before[i], after[found.index], cell.value);
    if (cell !== null && taken?.value !== undefined) setCell(work, cell, taken.value);
    isWhole &&= taken?.isWhole === true;
  }
  return isWhole;
}

/** What I took out comes in again, and what I moved goes back: each behind the element that it stood behind. */
function putBack(
  work: ListWork,
  cellsAfter: readonly (Cell | null)[],
  { mine, before }: { readonly mine: Found; readonly before: readonly Json[] },
): boolean {
  let left: Cell | null = null;
  let isWhole = true;
  for (const [i, found] of mine.entries()) {
    const cell: Cell | null = found === null ? null : (cellsAfter[found.index] ?? null);
    if (found === null) left = putIn(work, before[i] as Json, left);
    else if (cell === null) isWhole &&= found.fate !== "moved";
    else {
      if (found.fate === "moved") moveBehind(work, cell, left);
      left = cell;
    }
  }
  return isWhole;
}
