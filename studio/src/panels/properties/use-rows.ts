import { useRef } from "react";
import type { Json } from "#schemas/json.ts";
import { keepKeyRows, keepRows, type KeyRow, type Row } from "../row-keys.ts";

/** The rows of a list, each under a name that stays while others change the list. */
export function useRows<T extends Json>(values: readonly T[]): readonly Row<T>[] {
  const rows = useRef<readonly Row<T>[]>([]);
  rows.current = keepRows(rows.current, values);
  return rows.current;
}

/** The rows of a record, each where it was; to be told (`renamed`) what I am about to rename. */
export function useKeyRows(keys: readonly string[]) {
  const rows = useRef<readonly KeyRow[]>([]);
  const last = useRef<{ readonly from: string; readonly to: string } | null>(null);
  rows.current = keepKeyRows(rows.current, keys, last.current);
  const renamed = (from: string, to: string) => {
    last.current = { from, to };
  };
  return { rows: rows.current, renamed };
}
