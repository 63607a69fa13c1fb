import { recordIn, type Draft } from "./draft.ts";
import { hasSeenAt } from "./frame.ts";
import { freshList, type FramedList } from "./list.ts";
import type { List, Mark, Reg, Slot, Write } from "./record.ts";
import type { Ref } from "./state.ts";
import type { Step } from "./value.ts";
import { refuse, type Verdict } from "./verdict.ts";

/** An array on the way of a path. */
export interface ArrayPlace {
  readonly ref: Ref;
  readonly tokens: readonly string[];
  /** How many of the tokens lead to the array. */
  readonly depth: number;
  readonly length: number;
  readonly reg: Reg | null;
  /** The deepest write at or above the array that the author had not seen. */
  readonly replacedBy: Write | null;
}

/**
 * The list of an array, framed by the patch: made from the array where it never took an index op. Refused where
 * the author's indices mean nothing: `list_replaced`, `frame_lost` (T9).
 */
export function frameList(draft: Draft, at: ArrayPlace): FramedList | Verdict {
  if (at.replacedBy !== null) return refuse("list_replaced", at.replacedBy);
  const list = at.reg?.list ?? freshList(at.length);
  const here = at.tokens.slice(0, at.depth);
  if (isFrameLost(draft, at.ref, here, list)) return refuse("frame_lost");
  const sees = eyesOn(draft, at.ref, [...here, SLOT], at.tokens);
  const visible = ({ born, deaths }: Slot) =>
    (born === null || sees(born)) && (deaths.length === 0 || !deaths.some(sees));
  return { ...list, sees, visible };
}

/** Whether the author saw a mark on a slot; asked for every slot of a list, so what never differs is asked once. */
function eyesOn(draft: Draft, ref: Ref, slot: readonly Step[], target: readonly string[]) {
  const { peer, base } = draft.patch;
  if (draft.tested.length > 0) return (mark: Mark) => hasSeenAt(draft, mark, ref, slot, target);
  const newest = base ?? -1;
  return (mark: Mark) => mark.version <= newest || mark.peer === peer;
}

/** Stands for any element: a test of one of them says nothing of the others. */
const SLOT = -1;

/** The name under which an array's lost frames are kept. */
export function arrayKey(path: readonly string[]): string {
  return path.join("/");
}

function isFrameLost(draft: Draft, ref: Ref, here: readonly string[], list: List): boolean {
  const { base, peer } = draft.patch;
  const { framesLostUpTo = -1 } = draft.ctx;
  if ((base ?? -1) <= framesLostUpTo && framesLostUpTo >= 0) return true;
  if (base === null ? isTouchedByOthers(list, peer) : base < list.keptFrom) return true;
  const lost = recordIn(draft, ref).lost?.[peer];
  if (lost === undefined) return false;
  return here.some((_, last) => {
    const version = lost[arrayKey(here.slice(0, last + 1))];
    return version !== undefined && (base === null || base < version);
  });
}

function isTouchedByOthers(list: List, peer: string): boolean {
  const isOthers = (mark: Mark) => mark.peer !== peer;
  return list.slots.some((slot) => (slot.born !== null && isOthers(slot.born)) || slot.deaths.some(isOthers));
}
