import { parseIndex } from "./pointer.ts";
import type { List, Mark, Slot } from "./record.ts";
import { compareStamps, type Stamp } from "./stamp.ts";
import { refuse, type Verdict } from "./verdict.ts";

/** A list as the author of a patch sees it: which slots their indices count. */
export interface FramedList extends List {
  readonly visible: (slot: Slot) => boolean;
  readonly sees: (mark: Mark) => boolean;
}

/** A list for an array that never took an index op. */
export function freshList(length: number): List {
  const slots = Array.from({ length }, (_, element): Slot => ({
    element,
    born: null,
    deaths: [],
    reg: null,
  }));
  return { slots, next: length, keptFrom: 0 };
}

/** A list without its frame, as it is kept. */
export function unframed(list: List): List {
  return { slots: list.slots, next: list.next, keptFrom: list.keptFrom };
}

/** The place of the slot that an index means; null: beyond what the author saw. */
export function placeOfIndex(list: FramedList, index: number): number | null {
  let left = index;
  for (let place = 0; place < list.slots.length; place++) {
    if (list.visible(list.slots[place] as Slot) && left-- === 0) return place;
  }
  return null;
}

export function isLive(slot: Slot): boolean {
  return slot.deaths.length === 0;
}

/** The place of an element's live slot, or null: it was removed. */
export function livePlace(list: List, element: number): number | null {
  const place = list.slots.findIndex((slot) => slot.element === element && isLive(slot));
  return place < 0 ? null : place;
}

/** The index in the array of the slot at a place: the live ones before it. */
export function indexOfPlace(list: List, place: number): number {
  let index = 0;
  for (let i = 0; i < place; i++) if (isLive(list.slots[i] as Slot)) index++;
  return index;
}

/** The element that an index means, wherever it is now; refused where it is gone. */
export function findElement(
  list: FramedList,
  token: string,
): { readonly place: number; readonly index: number } | Verdict {
  const index = parseIndex(token);
  const seen = index === null ? null : placeOfIndex(list, index);
  if (seen === null) return refuse("path_not_found");
  const { element } = list.slots[seen] as Slot;
  const place = livePlace(list, element);
  if (place === null) return refuse("element_deleted", removalOf(list, element));
  return { place, index: indexOfPlace(list, place) };
}

/** The removal that took an element away. */
export function removalOf(list: List, element: number): Mark | null {
  for (const slot of list.slots) {
    if (slot.element !== element) continue;
    const removal = slot.deaths.find((death) => death.gone);
    if (removal !== undefined) return removal;
  }
  return null;
}

/**
 * Where a new slot goes: after its left neighbour (place −1: at the head), past unseen slots that are older. A slot
 * whose death the author saw is nobody's neighbour: so it makes no difference when it is dropped (I12).
 */
export function placeAfter(list: FramedList, left: number, stamp: Stamp): number {
  let place = left + 1;
  for (let probe = place; probe < list.slots.length; probe++) {
    const { born, deaths } = list.slots[probe] as Slot;
    if (deaths.some(list.sees)) continue;
    if (born === null || list.sees(born) || compareStamps(born.stamp, stamp) > 0) break;
    place = probe + 1;
  }
  return place;
}

/** Where an appended slot goes: at the end, before unseen slots that are newer. */
export function placeAtEnd(list: FramedList, stamp: Stamp): number {
  let place = list.slots.length;
  for (let probe = place - 1; probe >= 0; probe--) {
    const { born, deaths } = list.slots[probe] as Slot;
    if (deaths.some(list.sees)) continue;
    if (born === null || list.sees(born) || compareStamps(born.stamp, stamp) < 0) break;
    place = probe;
  }
  return place;
}
