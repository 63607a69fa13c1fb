import { isArray, type Json } from "../json.ts";
import { notify, ownOrigin, pathOf, recordIn, setRecord, spliceInside, type Draft } from "./draft.ts";
import {
  indexOfPlace,
  livePlace,
  placeAfter,
  placeAtEnd,
  placeOfIndex,
  removalOf,
  unframed,
  type FramedList,
} from "./list.ts";
import { parseIndex } from "./pointer.ts";
import { EMPTY_REG, type List, type Mark, type Slot, type SlotDeath } from "./record.ts";
import { tracesOf, withRegAt } from "./registers.ts";
import { compareStamps } from "./stamp.ts";
import { APPLIED, MERGED, NOOP, refuse, supersededBy, type Verdict } from "./verdict.ts";
import { listAt, type Walk } from "./walk.ts";
import { stampHere } from "./write.ts";

/** T9: an element comes in at an index, or at the end ("-"). */
export function insertElement(draft: Draft, walk: Walk, token: string, value: Json): Verdict {
  const list = listAt(draft, walk);
  if ("status" in list) return list;
  const born = markHere(draft, walk);
  const place = placeForToken(list, token, born);
  if (place === null) return refuse("path_not_found");
  const slot: Slot = { element: list.next, born, deaths: [], reg: null };
  const slots = list.slots.toSpliced(place, 0, slot);
  const index = indexOfPlace({ ...list, slots }, place);
  putList(draft, walk, { ...list, slots, next: list.next + 1 });
  spliceInside(draft, walk.ref, walk.steps, walk.value as readonly Json[], { at: index, insert: value });
  return token === "-" || index === Number(token) ? APPLIED : MERGED;
}

/** T9: the element that its author saw at an index goes, wherever it is now. */
export function removeElement(draft: Draft, walk: Walk, token: string): Verdict {
  const list = listAt(draft, walk);
  if ("status" in list) return list;
  const seen = placeOfToken(list, token);
  if (seen === null) return refuse("path_not_found");
  const { element } = list.slots[seen] as Slot;
  const live = livePlace(list, element);
  const death: SlotDeath = { ...markHere(draft, walk), gone: true };
  putList(draft, walk, { ...list, slots: withDeath(list.slots, [seen, live], death) });
  if (live === null) return NOOP;
  const index = indexOfPlace(list, live);
  tellDiscarded(draft, walk, list, live, index);
  spliceInside(draft, walk.ref, walk.steps, walk.value as readonly Json[], { at: index });
  return index === Number(token) ? APPLIED : MERGED;
}

/** T9: an element moves within its array; of two concurrent moves the newer stands, a removal beats both. */
export function moveElement(draft: Draft, walk: Walk, from: string, to: string): Verdict {
  const list = listAt(draft, walk);
  if ("status" in list) return list;
  const seen = placeOfToken(list, from);
  if (seen === null) return refuse("path_not_found");
  if (from === to) return NOOP;
  const { element } = list.slots[seen] as Slot;
  const live = livePlace(list, element);
  if (live === null) return refuse("element_deleted", removalOf(list, element));
  const born = markHere(draft, walk);
  const death: SlotDeath = { ...born, gone: false };
  const left = { ...list, slots: withDeath(list.slots, [seen], death) };
  const place = placeForToken({ ...left, visible: list.visible, sees: list.sees }, to, born);
  if (place === null) return refuse("path_not_found");
  const rival = (list.slots[live] as Slot).born;
  if (live !== seen && rival !== null && !list.sees(rival) && compareStamps(rival.stamp, born.stamp) > 0) {
    const ghost: Slot = { element, born, deaths: [{ ...rival, gone: false }], reg: null };
    putList(draft, walk, { ...left, slots: left.slots.toSpliced(place, 0, ghost) });
    return supersededBy(rival);
  }
  const rest = live === seen ? left.slots : withDeath(left.slots, [live], death);
  return settleMove(draft, walk, { list, place, live, left: rest, born, from, to });
}

interface Move {
  readonly list: FramedList;
  readonly place: number;
  readonly live: number;
  /** The slots without the element where it was. */
  readonly left: readonly Slot[];
  readonly born: Mark;
  readonly from: string;
  readonly to: string;
}

function settleMove(draft: Draft, walk: Walk, move: Move): Verdict {
  const { list, place, live, born } = move;
  const old = list.slots[live] as Slot;
  const slots = move.left.toSpliced(place, 0, { element: old.element, born, deaths: [], reg: old.reg });
  const fromIndex = indexOfPlace(list, live);
  const toIndex = indexOfPlace({ ...list, slots }, place);
  putList(draft, walk, { ...list, slots });
  const items = walk.value as readonly Json[];
  if (fromIndex !== toIndex) {
    const value = items[fromIndex] as Json;
    const rest = spliceInside(draft, walk.ref, walk.steps, items, { at: fromIndex });
    spliceInside(draft, walk.ref, walk.steps, rest, { at: toIndex, insert: value });
  }
  const literal = fromIndex === Number(move.from) && (move.to === "-" || toIndex === Number(move.to));
  return literal ? APPLIED : MERGED;
}

/** Where a new slot goes for an index, counted in the author's frame, or for "-"; null: out of range. */
function placeForToken(list: FramedList, token: string, born: Mark): number | null {
  if (token === "-") return placeAtEnd(list, born.stamp);
  const index = parseIndex(token);
  if (index === null) return null;
  if (index === 0) return placeAfter(list, -1, born.stamp);
  const left = placeOfIndex(list, index - 1);
  return left === null ? null : placeAfter(list, left, born.stamp);
}

function placeOfToken(list: FramedList, token: string): number | null {
  const index = parseIndex(token);
  return index === null ? null : placeOfIndex(list, index);
}

function withDeath(
  slots: readonly Slot[],
  places: readonly (number | null)[],
  death: SlotDeath,
): readonly Slot[] {
  return slots.map((slot, place) => {
    if (!places.includes(place)) return slot;
    return { ...slot, deaths: [...slot.deaths, death], reg: null };
  });
}

/** The authors of a removed element's unseen settings and moves learn of it. */
function tellDiscarded(draft: Draft, walk: Walk, list: FramedList, place: number, index: number): void {
  const slot = list.slots[place] as Slot;
  const buried = isArray(walk.value) ? walk.value[index] : undefined;
  const at = [...walk.steps, index];
  const detail = buried === undefined ? {} : { value: buried, buried };
  if (slot.born !== null && !list.sees(slot.born)) {
    notify(draft, slot.born, "discarded", pathOf(walk.ref, at), { op: "move", ...detail });
  }
  for (const trace of tracesOf(slot.reg, at)) {
    if (list.sees(trace.mark)) continue;
    notify(draft, trace.mark, "discarded", pathOf(walk.ref, trace.steps), { op: "replace", ...detail });
  }
}

function markHere(draft: Draft, walk: Walk): Mark {
  const passed = { ...walk, reg: null };
  return { stamp: stampHere(draft, passed), ...ownOrigin(draft) };
}

function putList(draft: Draft, walk: Walk, list: List): void {
  const reg = { ...(walk.reg ?? EMPTY_REG), list: unframed(list) };
  const record = recordIn(draft, walk.ref);
  setRecord(draft, walk.ref, { ...record, reg: withRegAt(walk.rootReg, walk.regSteps, reg) });
}
