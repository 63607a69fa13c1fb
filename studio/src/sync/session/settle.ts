import { asidesOf, wholeAside } from "../asides/make-asides.ts";
import type { Fate, PendingPatch } from "../core/pending.ts";
import type { Write } from "../store/store.ts";
import type { Aside, AsideKind } from "../types.ts";
import { surroundings, type SessionParts } from "./parts.ts";
import { KEEP } from "./stored-queue.ts";

/** A patch was judged: it leaves the queue, what of it was refused is set aside, and who waits for it is told. */
export function settle(parts: SessionParts, patch: PendingPatch, fate: Fate): void {
  const asides = asidesOf(patch.made, fate, surroundings(parts));
  leave(parts, patch, fate, asides);
}

/** A patch leaves the queue unjudged, as a whole. */
export function setAside(
  parts: SessionParts,
  patch: PendingPatch,
  kind: AsideKind,
  code: string,
  message?: string,
): void {
  const aside = wholeAside(patch.made, kind, code, surroundings(parts), undefined, message);
  leave(parts, patch, { version: null, ops: [] }, [aside]);
}

function leave(parts: SessionParts, patch: PendingPatch, fate: Fate, asides: readonly Aside[]): void {
  const { core, undo, quarantine, keeper, receipts, emit } = parts;
  core.settle(patch);
  if (fate.version === null) undo.fell(patch.made.id);
  const writes: Write[] = [KEEP.answered(patch.seq), ...asides.flatMap((aside) => quarantine.put(aside))];
  keeper.keepSoon([...writes, ...undo.takeWrites()]);
  receipts.ended(patch.made.id, {
    version: fate.version,
    ops: fate.ops,
    asides: asides.map(({ id }) => id),
  });
  if (asides.length > 0) emit({ kind: "asides" });
}
