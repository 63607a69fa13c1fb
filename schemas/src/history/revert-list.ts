import { regsTo } from "../change/invert-list.ts";
import { isLive } from "../change/list.ts";
import type { Slot } from "../change/record.ts";
import { recordOf, type SopState } from "../change/state.ts";
import { equalJson, isArray, type Json } from "../json.ts";
import type { Touch } from "./touches.ts";

/** A list without what was taken back in it. */
export interface RevertedList {
  readonly value: readonly Json[];
  /** Versions of which something was taken back. */
  readonly undone: ReadonlySet<number>;
  /** Whose later work kept an element from that; null: nobody's. */
  readonly blocker: Touch | null;
}

/**
 * Takes the own touches of one list back where others touched the list too, element by element: newest first, until
 * others' work on that element. An element is found wherever it is now; one that was moved is taken back whole or not
 * at all. Null where its elements are not known any more. `touches`: all of them on that list, oldest first.
 */
export function revertList(
  state: SopState,
  touches: readonly Touch[],
  now: readonly Json[],
  isOwn: (peer: string) => boolean,
): RevertedList | null {
  const steps = stepsOf(state, touches, now);
  if (steps === null) return null;
  const fates = steps.slots.map((slot, place) => takeBackElement(slot, place, steps, isOwn));
  const held = new Set(fates.flatMap(({ slot, blocker }) => (blocker ? [slot.element] : [])));
  const isMoved = (slot: Slot) =>
    steps.slots.some((other) => other !== slot && other.element === slot.element);
  const stays = ({ slot }: Fate) => held.has(slot.element) && isMoved(slot);
  return {
    value: fates.map((fate) => (stays(fate) ? fate.kept : fate.value)).filter((value) => value !== undefined),
    undone: new Set(fates.flatMap((fate) => (stays(fate) ? [] : fate.undone))),
    blocker: fates.reduce<Touch | null>((last, { blocker }) => newer(last, blocker), null),
  };
}

/** What becomes of a slot. */
interface Fate {
  readonly slot: Slot;
  readonly kept: Json | undefined;
  readonly value: Json | undefined;
  readonly undone: readonly number[];
  readonly blocker: Touch | null;
}

/** What each slot held: now, and before and after each touch; undefined where it held nothing. */
interface Steps {
  readonly slots: readonly Slot[];
  readonly now: readonly (Json | undefined)[];
  /** Newest first. */
  readonly touches: readonly {
    readonly touch: Touch;
    readonly before: readonly (Json | undefined)[];
    readonly after: readonly (Json | undefined)[];
  }[];
}

/** Some megabytes: a list that was worked on for longer is judged as one value. */
const MOST_STEPS = 500_000;

function stepsOf(state: SopState, touches: readonly Touch[], now: readonly Json[]): Steps | null {
  const [first] = touches;
  if (first === undefined) return null;
  const { ref, tokens } = first.change;
  const slots = regsTo(recordOf(state, ref)?.reg ?? null, tokens).at(-1)?.list?.slots;
  if (!slots || slots.length * touches.length > MOST_STEPS) return null;
  const held = spread(slots, isLive, now);
  if (held === null) return null;
  const steps: Steps["touches"][number][] = [];
  for (const touch of touches) {
    const { before: old, after: fresh } = touch.change;
    if (!isArray(old) || !isArray(fresh)) return null;
    const before = spread(slots, (slot) => wasThere(slot, touch.version), old);
    const after = spread(slots, (slot) => wasThere(slot, touch.version + 1), fresh);
    if (before === null || after === null) return null;
    steps.unshift({ touch, before, after });
  }
  return { slots, now: held, touches: steps };
}

/** Elements by slot; null where there are not as many of them as slots that hold one. */
function spread(
  slots: readonly Slot[],
  holds: (slot: Slot) => boolean,
  elements: readonly Json[],
): (Json | undefined)[] | null {
  let index = 0;
  const values = slots.map((slot) => (holds(slot) ? elements[index++] : undefined));
  return index === elements.length ? values : null;
}

/** Whether a slot held its element just before a version. */
function wasThere({ born, deaths }: Slot, version: number): boolean {
  return (born === null || born.version < version) && !deaths.some((death) => death.version < version);
}

function takeBackElement(
  slot: Slot,
  place: number,
  { now, touches }: Steps,
  isOwn: (peer: string) => boolean,
): Fate {
  const kept = now[place];
  const undone: number[] = [];
  let value = kept;
  let others: Touch | null = null;
  for (const { touch, before, after } of touches) {
    if (equalJson(before[place], after[place])) continue;
    if (!isOwn(touch.peer)) others ??= touch;
    else if (others !== null) return { slot, kept, value, undone, blocker: others };
    else {
      value = before[place];
      undone.push(touch.version);
    }
  }
  return { slot, kept, value, undone, blocker: null };
}

function newer(a: Touch | null, b: Touch | null): Touch | null {
  return b === null || (a !== null && a.version >= b.version) ? a : b;
}
