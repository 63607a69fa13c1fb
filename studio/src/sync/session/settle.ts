import { asidesOf, wholeAside } from "../asides/make-asides.ts";
import type { Fate, PendingPatch } from "../core/pending.ts";
import type { Write } from "../store/store.ts";
import type { Aside, AsideKind } from "../types.ts";
import { standingOn } from "./lost-frames.ts";
import { show, surroundings, type SessionParts } from "./parts.ts";
import { KEEP } from "./stored-queue.ts";

/** A patch was judged: it leaves the queue, what of it was refused is set aside, and who waits for it is told. */
export function settle(parts: SessionParts, patch: PendingPatch, fate: Fate): void {
  const asides = asidesOf(patch.made, fate, surroundings(parts));
  if (fate.version === null) parts.keeper.keepSoon([KEEP.judged(patch.made.id)]);
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

/** It ended one connection after the other, and is not sent again unasked. */
export function setSuspectAside(parts: SessionParts, patch: PendingPatch): void {
  setAside(parts, patch, "unknown", "ended_sockets");
  loseFramesBehind(parts, patch);
}

/**
 * A patch is gone unjudged: so is what was written by index on what it did to a list. True: some of that is on its way,
 * and the registry's to judge, which knows what it refused (T9); but what does not get there must not go again.
 */
export function loseFramesBehind(parts: SessionParts, patch: PendingPatch): boolean {
  const behind = standingOn(parts.core.queue, patch);
  const onTheirWay = behind.filter(({ sentAt }) => sentAt !== null);
  for (const other of onTheirWay) {
    other.made = { ...other.made, lacksFrame: true };
    parts.keeper.keepSoon([KEEP.pending(other.seq, other.made)]);
  }
  for (const other of behind) if (other.sentAt === null) loseFrame(parts, other);
  return onTheirWay.length > 0;
}

/** What its author saw in a list is not what the registry has: it would hit another element. */
export function loseFrame(parts: SessionParts, patch: PendingPatch): void {
  const aside = wholeAside(patch.made, "unsent", "frame_lost", surroundings(parts));
  leave(parts, patch, { version: null, ops: [] }, [aside]);
}

function leave(parts: SessionParts, patch: PendingPatch, fate: Fate, asides: readonly Aside[]): void {
  const { core, undo, quarantine, keeper, receipts, emit } = parts;
  core.settle(patch);
  parts.early.delete(patch.made.id);
  if (fate.version === null) undo.fell(patch.made.id);
  const writes: Write[] = [KEEP.answered(patch.seq), ...asides.flatMap((aside) => quarantine.put(aside))];
  keeper.keepSoon([...writes, ...undo.takeWrites()]);
  receipts.ended(patch.made.id, {
    version: fate.version,
    ops: fate.ops,
    asides: asides.map(({ id }) => id),
    isUnknown: asides.some(({ kind }) => kind === "unknown"),
  });
  if (asides.length === 0) return;
  // What can be done about it is read off the view.
  show(parts);
  emit({ kind: "asides" });
}
