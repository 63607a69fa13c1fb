import { equalJson, type Json } from "#schemas/json.ts";

/** An element of a list, with a name that stays while others come, go and move. */
export interface Row<T extends Json> {
  readonly id: number;
  readonly value: T;
}

/**
 * U32: the rows of a list that has changed. An element keeps its row where it is the very same, else where it says the
 * same, else where it stands in the order of those that are left: what is written in a row stays in it.
 */
export function keepRows<T extends Json>(before: readonly Row<T>[], values: readonly T[]): readonly Row<T>[] {
  if (before.length === values.length && values.every((value, i) => value === before[i]?.value))
    return before;
  const left = new Set(before);
  const ids = new Map<number, number>();
  const claim = (isIt: (row: Row<T>, index: number) => boolean): void => {
    for (const [index] of values.entries()) {
      if (ids.has(index)) continue;
      const row = [...left].find((row) => isIt(row, index));
      if (row === undefined) continue;
      left.delete(row);
      ids.set(index, row.id);
    }
  };
  claim((row, index) => row.value === values[index]);
  claim((row, index) => equalJson(row.value, values[index]));
  // What is left was rewritten; where as many are left as are new, each is its follower.
  if (left.size === values.length - ids.size) claim(() => true);
  else claim((row, index) => before[index] === row);
  let next = Math.max(-1, ...before.map(({ id }) => id)) + 1;
  return values.map((value, index) => ({ id: ids.get(index) ?? next++, value }));
}

/** A member of a record, with a name that stays when its key changes. */
export interface KeyRow {
  readonly id: number;
  readonly key: string;
}

/** The rows of a record that has changed, each where it was: a key that I renamed (`renamed`) keeps its row. */
export function keepKeyRows(
  before: readonly KeyRow[],
  keys: readonly string[],
  renamed: { readonly from: string; readonly to: string } | null,
): readonly KeyRow[] {
  if (before.length === keys.length && before.every(({ key }, i) => key === keys[i])) return before;
  const there = new Set(keys);
  const kept = before.flatMap((row) => {
    if (there.has(row.key)) return [row];
    return row.key === renamed?.from && there.has(renamed.to) ? [{ id: row.id, key: renamed.to }] : [];
  });
  const known = new Set(kept.map(({ key }) => key));
  let next = Math.max(-1, ...before.map(({ id }) => id)) + 1;
  const rows = [...kept, ...keys.flatMap((key) => (known.has(key) ? [] : [{ id: next++, key }]))];
  const isSame = rows.length === before.length && rows.every((row, i) => row === before[i]);
  return isSame ? before : rows;
}
