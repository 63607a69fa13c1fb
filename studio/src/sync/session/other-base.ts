import type { MadePatch, PendingPatch } from "../core/pending.ts";
import { keepThenSend } from "./keep-then-send.ts";
import type { SessionParts } from "./parts.ts";

/** The patch as it goes where the history that it was made on is lost: it lies literally on what is there. */
export function withoutBase(made: MadePatch): MadePatch {
  return made.base === null ? made : { ...made, base: null, lostBase: made.base };
}

/**
 * The patch with the other base that it may have been judged with; null: there is none. The registry takes an id for another
 * patch where its base differs, and nothing else of a patch ever does: where the store had no room for the news that a base
 * was lost, the next tab knows the old one alone; and what was judged before its base was lost was judged with it.
 */
export function withOtherBase({ lostBase, ...made }: MadePatch): MadePatch | null {
  if (made.base !== null) return { ...made, base: null };
  return lostBase === undefined ? null : { ...made, base: lostBase };
}

/** Asks for the result of a patch whose id was judged with another base. False: it can have had no other. */
export function askWithOtherBase(parts: SessionParts, patch: PendingPatch): boolean {
  const other = withOtherBase(patch.made);
  if (other === null) return false;
  patch.made = other;
  patch.sentAt = null;
  void keepThenSend(parts, [patch]);
  return true;
}
