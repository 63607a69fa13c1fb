import type { EditEnd, EditReceipt } from "../types.ts";
import type { OpResult } from "#schemas/protocol/server-message.ts";

/** How one patch of an edit ended. */
interface PatchEnd {
  readonly version: number | null;
  readonly ops: readonly OpResult[];
  /** What of it was set aside. */
  readonly asides: readonly string[];
  /** It was sent, and is set aside without an answer. */
  readonly isUnknown: boolean;
}

/** The promises given for edits, kept as their patches are answered. */
export interface Receipts {
  open(patches: readonly string[], onDevice: Promise<boolean>): EditReceipt;
  ended(patch: string, end: PatchEnd): void;
}

/** An edit that changes nothing is saved already. */
export const NOTHING_TO_SAVE: EditReceipt = {
  patches: [],
  onDevice: Promise.resolve(true),
  end: Promise.resolve({ kind: "saved", version: null, ops: [] }),
};

export function createReceipts(): Receipts {
  const waiting = new Map<string, (end: PatchEnd) => void>();
  return {
    open(patches, onDevice) {
      const ends = patches.map((id) => new Promise<PatchEnd>((resolve) => waiting.set(id, resolve)));
      return { patches, onDevice, end: Promise.all(ends).then(sumUp) };
    },
    ended(patch, end) {
      waiting.get(patch)?.(end);
      waiting.delete(patch);
    },
  };
}

function sumUp(ends: readonly PatchEnd[]): EditEnd {
  const version = ends.reduce<number | null>((last, end) => end.version ?? last, null);
  const asides = ends.flatMap((end) => end.asides);
  if (ends.some(({ isUnknown }) => isUnknown)) return { kind: "unknown", asides };
  if (asides.length > 0) return { kind: "refused", version, asides };
  return { kind: "saved", version, ops: ends.flatMap(({ ops }) => ops) };
}
