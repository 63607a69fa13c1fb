import { isLive } from "./list.ts";
import { EMPTY_REG, type List, type Mark, type Reg, type Slot, type Write } from "./record.ts";
import type { Step } from "./value.ts";

/** A step into registers: a key, or the place of a slot in its list (not an index of the array). */
export type RegStep = string | number;

/** A copy of the registers with those at `steps` replaced (null: forgotten); all that is off the path is shared. */
export function withRegAt(
  root: Reg | null,
  steps: readonly RegStep[],
  leaf: Reg | null,
  depth = 0,
): Reg | null {
  const step = steps[depth];
  if (step === undefined) return leaf;
  const reg = root ?? EMPTY_REG;
  if (typeof step === "number") {
    const list = reg.list as List;
    const slot = list.slots[step] as Slot;
    const inner = withRegAt(slot.reg, steps, leaf, depth + 1);
    return { ...reg, list: { ...list, slots: list.slots.with(step, { ...slot, reg: inner }) } };
  }
  const kids: Record<string, Reg> = Object.assign(Object.create(null), reg.kids);
  const inner = withRegAt(kids[step] ?? null, steps, leaf, depth + 1);
  if (inner === null) delete kids[step];
  else kids[step] = inner;
  return { ...reg, kids };
}

/** Something written below a place. */
export interface Trace {
  readonly mark: Mark;
  /** Null: a list op (the birth or death of a slot). */
  readonly write: Write | null;
  /** Where, in the value: an element by its index now, a dead one by its array. */
  readonly steps: readonly Step[];
  /** It is, or lies in an element of, a list. */
  readonly inList: boolean;
}

/** Everything written at or below a place, in no particular order. */
export function tracesOf(
  reg: Reg | null,
  steps: readonly Step[],
  inList = false,
  into: Trace[] = [],
): Trace[] {
  if (reg === null) return into;
  if (reg.write !== null) into.push({ mark: reg.write, write: reg.write, steps, inList });
  for (const key in reg.kids) tracesOf(reg.kids[key] as Reg, [...steps, key], inList, into);
  let index = 0;
  for (const slot of reg.list?.slots ?? []) {
    const at = isLive(slot) ? [...steps, index++] : steps;
    for (const mark of slot.born === null ? slot.deaths : [slot.born, ...slot.deaths]) {
      into.push({ mark, write: null, steps: at, inList: true });
    }
    tracesOf(slot.reg, at, true, into);
  }
  return into;
}
