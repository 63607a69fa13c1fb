import type { Json, JsonObject } from "../json.ts";
import { EMPTY_REG, type List, type Reg, type Slot, type SlotDeath, type Write } from "./record.ts";
import { decodeMark, decodeOrigin, encodeMark, encodeOrigin, type Own } from "./stamp-codec.ts";

/** What differs between two registers, by identity: w(rite), k(ids), l(ist); 0 where there is nothing now. */
export function encodeReg(old: Reg | null, now: Reg | null, own: Own | null): Json {
  if (now === null) return 0;
  const before = old ?? EMPTY_REG;
  const kids = encodeKids(before.kids, now.kids, own);
  return {
    ...(before.write !== now.write && { w: now.write === null ? 0 : encodeWrite(now.write, own) }),
    ...(kids !== undefined && { k: kids }),
    ...(before.list !== now.list && { l: now.list === null ? 0 : encodeList(before.list, now.list, own) }),
  };
}

export function decodeReg(old: Reg | null, json: Json, own: Own | null): Reg | null {
  if (json === 0) return null;
  const before = old ?? EMPTY_REG;
  const { w, k, l } = json as JsonObject;
  return {
    write: w === undefined ? before.write : w === 0 ? null : decodeWrite(w, own),
    kids: k === undefined ? before.kids : decodeKids(before.kids, k, own),
    list: l === undefined ? before.list : l === 0 ? null : decodeList(before.list, l as JsonObject, own),
  };
}

function encodeKids(old: Reg["kids"], now: Reg["kids"], own: Own | null): Json | undefined {
  if (old === now) return undefined;
  if (now === null) return 0;
  const changed: Record<string, Json> = {};
  for (const key in now)
    if (old?.[key] !== now[key]) changed[key] = encodeReg(old?.[key] ?? null, now[key] ?? null, own);
  for (const key in old) if (now[key] === undefined) changed[key] = 0;
  return changed;
}

function decodeKids(old: Reg["kids"], json: Json, own: Own | null): Reg["kids"] {
  if (json === 0) return null;
  const kids: Record<string, Reg> = Object.assign(Object.create(null), old);
  for (const [key, change] of Object.entries(json as JsonObject)) {
    const reg = decodeReg(kids[key] ?? null, change, own);
    if (reg === null) delete kids[key];
    else kids[key] = reg;
  }
  return kids;
}

function encodeWrite(write: Write, own: Own | null): Json {
  const mark = encodeMark(write, own);
  if (!write.removed && write.born === null) return mark;
  return [...mark, write.removed ? 1 : 0, encodeOrigin(write.born, own)];
}

function decodeWrite(json: Json, own: Own | null): Write {
  const [, , removed, born] = json as readonly Json[];
  return { ...decodeMark(json, own), removed: removed === 1, born: decodeOrigin(born, own) };
}

/** A list against the one before: how many slots at the head and tail are the same, and those between. */
function encodeList(old: List | null, now: List, own: Own | null): Json {
  const before = old?.slots ?? [];
  const slots = now.slots;
  let head = 0;
  while (head < before.length && head < slots.length && before[head] === slots[head]) head++;
  const longest = Math.min(before.length, slots.length) - head;
  let tail = 0;
  while (tail < longest && before[before.length - 1 - tail] === slots[slots.length - 1 - tail]) tail++;
  const middle = encodeSlots(slots.slice(head, slots.length - tail), own);
  return { n: now.next, ...(now.keptFrom > 0 && { f: now.keptFrom }), h: head, t: tail, s: middle };
}

function decodeList(old: List | null, json: JsonObject, own: Own | null): List {
  const before = old?.slots ?? [];
  const tail = json.t as number;
  const middle = (json.s as readonly Json[]).flatMap((slot) => decodeSlots(slot, own));
  return {
    slots: [...before.slice(0, json.h as number), ...middle, ...before.slice(before.length - tail)],
    next: json.n as number,
    keptFrom: (json.f as number | undefined) ?? 0,
  };
}

/** Runs of untouched elements are [first, count]. */
function encodeSlots(slots: readonly Slot[], own: Own | null): Json[] {
  const encoded: Json[] = [];
  let run: [number, number] | null = null;
  for (const slot of slots) {
    const plain = slot.born === null && slot.deaths.length === 0 && slot.reg === null;
    if (plain && run !== null && run[0] + run[1] === slot.element) run[1]++;
    else if (plain) encoded.push((run = [slot.element, 1]));
    else {
      run = null;
      encoded.push(encodeSlot(slot, own));
    }
  }
  return encoded;
}

function encodeSlot(slot: Slot, own: Own | null): Json {
  const deaths = slot.deaths.map((death): Json => [...encodeMark(death, own), death.gone ? 1 : 0]);
  return {
    e: slot.element,
    ...(slot.born !== null && { b: encodeMark(slot.born, own) }),
    ...(deaths.length > 0 && { d: deaths }),
    ...(slot.reg !== null && { r: encodeReg(null, slot.reg, own) }),
  };
}

function decodeSlots(json: Json, own: Own | null): Slot[] {
  if (Array.isArray(json)) {
    const [first, count] = json as [number, number];
    return Array.from({ length: count }, (_, i) => ({
      element: first + i,
      born: null,
      deaths: [],
      reg: null,
    }));
  }
  const { e, b, d, r } = json as JsonObject;
  const deaths = ((d ?? []) as readonly Json[]).map((death): SlotDeath => ({
    ...decodeMark(death, own),
    gone: (death as readonly Json[])[2] === 1,
  }));
  const born = b === undefined ? null : decodeMark(b, own);
  return [{ element: e as number, born, deaths, reg: r === undefined ? null : decodeReg(null, r, own) }];
}
