import { isLive } from "./list.ts";
import { EMPTY_REG, type List, type Mark, type Reg, type Slot } from "./record.ts";
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
  /** What its author did. */
  readonly op: "add" | "replace" | "remove" | "move";
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
  if (reg.write !== null)
    into.push({ mark: reg.write, op: reg.write.removed ? "remove" : "replace", steps, inList });
  for (const key in reg.kids) tracesOf(reg.kids[key] as Reg, [...steps, key], inList, into);
  if (reg.list !== null) traceSlots(reg.list, steps, into);
  return into;
}

/** A move shows once, by the slot it made. */
function traceSlots({ slots }: List, steps: readonly Step[], into: Trace[]): void {
  const slotsByElement = new Map<number, number>();
  for (const { element } of slots) slotsByElement.set(element, (slotsByElement.get(element) ?? 0) + 1);
  let index = 0;
  for (const slot of slots) {
    const at = isLive(slot) ? [...steps, index++] : steps;
    if (slot.born !== null) {
      const isMoved = slotsByElement.get(slot.element) !== 1;
      into.push({ mark: slot.born, op: isMoved ? "move" : "add", steps: at, inList: true });
    }
    for (const mark of slot.deaths) if (mark.gone) into.push({ mark, op: "remove", steps: at, inList: true });
    tracesOf(slot.reg, at, true, into);
  }
}
