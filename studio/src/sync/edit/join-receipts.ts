import type { EditEnd, EditReceipt } from "../types.ts";

/** One receipt for edits that belong together: unknown or refused where one of them is. */
export function joinReceipts(receipts: readonly EditReceipt[]): EditReceipt {
  return {
    patches: receipts.flatMap(({ patches }) => patches),
    onDevice: Promise.all(receipts.map(({ onDevice }) => onDevice)).then((all) => all.every(Boolean)),
    end: Promise.all(receipts.map(({ end }) => end)).then(joinEnds),
  };
}

function joinEnds(ends: readonly EditEnd[]): EditEnd {
  const asides = ends.flatMap((end) => (end.kind === "saved" ? [] : end.asides));
  if (ends.some(({ kind }) => kind === "unknown")) return { kind: "unknown", asides };
  const version = ends.reduce<number | null>(
    (last, end) => ("version" in end ? end.version : null) ?? last,
    null,
  );
  if (asides.length > 0) return { kind: "refused", version, asides };
  return { kind: "saved", version, ops: ends.flatMap((end) => (end.kind === "saved" ? end.ops : [])) };
}
