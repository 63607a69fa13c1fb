import type { Row } from "./store.ts";

/** Orders rows by kind, then key, both by code unit: IndexedDB's own order, which SQLite's (by byte) is not. */
export function compareRows(a: Row, b: Row): number {
  return compareText(a.kind, b.kind) || compareText(a.key, b.key);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
