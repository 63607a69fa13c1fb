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

/**
 * U85: the rows of a record that has changed, in the order that everybody sees. A key that I renamed (`renamed`) keeps
 * its row, so does one that somebody else renamed: what stands where a key is gone was that key.
 */
export function keepKeyRows(
  before: readonly KeyRow[],
  keys: readonly string[],
  renamed: { readonly from: string; readonly to: string } | null,
): readonly KeyRow[] {
  if (before.length === keys.length && before.every(({ key }, i) => key === keys[i])) return before;
  const ids = new Map(before.map(({ id, key }) => [key, id]));
  const gone = new Set(before.flatMap(({ key }) => (keys.includes(key) ? [] : [key])));
  const heir = (from: string | undefined) =>
    from !== undefined && gone.delete(from) ? ids.get(from) : undefined;
  const mine =
    renamed !== null && keys.includes(renamed.to) && !ids.has(renamed.to) ? heir(renamed.from) : undefined;
  let next = Math.max(-1, ...before.map(({ id }) => id)) + 1;
  return keys.map((key, i) => {
    const here = before.length === keys.length ? before[i]?.key : undefined;
    const kept = ids.get(key) ?? (key === renamed?.to ? mine : undefined) ?? heir(here);
    return { id: kept ?? next++, key };
  });
}
