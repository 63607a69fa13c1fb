import type { Json } from "../json.ts";
import type { PlaceChange } from "./changes.ts";
import { pathOf } from "./draft.ts";
import { isLive } from "./list.ts";
import type { PatchOp } from "./op.ts";
import type { Reg, Slot } from "./record.ts";
import { tracesOf } from "./registers.ts";
import type { Origin } from "./stamp.ts";
import { recordOf, type SopState } from "./state.ts";

/** A slot on the way back: whether it holds an element now, and what its element was before the undone patch. */
interface Place {
  readonly slot: Slot;
  live: boolean;
  readonly before: Json | undefined;
}

/**
 * O6 for a list: each element that the undone patch put in, took out, moved or set is found by its slot, wherever it
 * is now; what others did to the list stays. Null where its slots are not known any more.
 */
export function invertList(state: SopState, undone: Origin, change: PlaceChange): PatchOp[] | null {
  const regs = regsTo(recordOf(state, change.ref)?.reg ?? null, change.tokens);
  const list = regs.at(-1)?.list ?? null;
  const isReplaced = regs.some(
    (reg) => reg?.write !== null && reg?.write !== undefined && isSame(reg.write, undone),
  );
  if (list === null || isReplaced || !list.slots.some((slot) => isOf(slot, undone))) return null;
  const places = framePlaces(list.slots, undone, change.before as readonly Json[]);
  if (places === null) return null;
  const path = (index: number) => pathOf(change.ref, [...change.tokens, index]);
  const indexOf = (place: Place) => places.slice(0, places.indexOf(place)).filter(({ live }) => live).length;
  const ops: PatchOp[] = [];
  for (const place of places) {
    const { slot, before } = place;
    const isBornThere = slot.born !== null && isSame(slot.born, undone);
    if (place.live && isBornThere && !isMoved(slot, places)) {
      ops.push({ op: "remove", path: path(indexOf(place)) });
      place.live = false;
    } else if (place.live && before !== undefined && isSetBy(slot, undone)) {
      ops.push({ op: "replace", path: path(indexOf(place)), value: before });
    } else if (!place.live && before !== undefined && slot.deaths.every((death) => isSame(death, undone))) {
      ops.push(...comeBack(place, places, undone, path, indexOf));
    }
  }
  return ops;
}

/** An element that was taken out comes in again; one that was moved moves back, and is what it was. */
function comeBack(
  place: Place,
  places: readonly Place[],
  undone: Origin,
  path: (index: number) => string,
  indexOf: (place: Place) => number,
): PatchOp[] {
  const moved = places.find(
    ({ slot, live }) => live && slot.element === place.slot.element && slot !== place.slot,
  );
  const from = moved === undefined ? null : path(indexOf(moved));
  if (moved !== undefined) moved.live = false;
  const to = path(indexOf(place));
  place.live = true;
  const value = place.before as Json;
  if (moved === undefined || from === null) return [{ op: "add", path: to, value }];
  const move: PatchOp = { op: "move", from, path: to };
  return isSetBy(moved.slot, undone) ? [move, { op: "replace", path: to, value }] : [move];
}

/** The slots with what their elements were before the undone patch; null where that does not fit any more. */
function framePlaces(slots: readonly Slot[], undone: Origin, before: readonly Json[]): Place[] | null {
  const wasThere = ({ born, deaths }: Slot) =>
    (born === null || born.version < undone.version) &&
    !deaths.some((death) => death.version < undone.version);
  if (slots.filter(wasThere).length !== before.length) return null;
  let index = 0;
  return slots.map((slot) => ({
    slot,
    live: isLive(slot),
    before: wasThere(slot) ? before[index++] : undefined,
  }));
}

function isMoved({ element }: Slot, places: readonly Place[]): boolean {
  return places.some(({ slot, before }) => slot.element === element && before !== undefined);
}

/** Whether the undone patch set the element or something in it, and nobody wrote there since. */
function isSetBy(slot: Slot, undone: Origin): boolean {
  const traces = tracesOf(slot.reg, []);
  return (
    traces.some(({ mark }) => isSame(mark, undone)) &&
    traces.every(({ mark }) => mark.version <= undone.version)
  );
}

function isOf(slot: Slot, undone: Origin): boolean {
  const marks = [...(slot.born === null ? [] : [slot.born]), ...slot.deaths];
  return (
    marks.some((mark) => isSame(mark, undone)) ||
    tracesOf(slot.reg, []).some(({ mark }) => isSame(mark, undone))
  );
}

function isSame(a: Origin, b: Origin): boolean {
  return a.version === b.version && a.peer === b.peer;
}

/** The registers from the entity's root down to a place. */
export function regsTo(root: Reg | null, tokens: readonly string[]): (Reg | null)[] {
  const regs = [root];
  for (const token of tokens) regs.push(regs.at(-1)?.kids?.[token] ?? null);
  return regs;
}
