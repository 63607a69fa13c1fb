import type { Row, Write } from "../store/store.ts";
import type { Side, Step } from "./step.ts";
import { removalOf, STEP_KIND, stepOf, writeOf } from "./step-rows.ts";

/** The steps of both sides, the newest last, and which of them are not on disk as they are. */
export interface Shelf {
  has(side: Side): boolean;
  /** All steps, in no order. */
  steps(): readonly Step[];
  /**
   * The step of this name, as the newest of its side, and the old ones that had to go for it. One that others came
   * after goes on only where it `mayPass` them; else it begins anew.
   */
  open(
    name: string,
    side: Side,
    mayPass: (newer: readonly Step[]) => boolean,
  ): { readonly step: Step; readonly dropped: readonly Step[] };
  /** Takes the newest step off, or the newest of a name. */
  pop(side: Side, name?: string): Step | null;
  remove(step: Step): void;
  /** Takes all steps of a side off, and returns them. */
  clear(side: Side): readonly Step[];
  /** A step is to be written again. */
  changed(step: Step): void;
  takeWrites(): Write[];
  /** Puts the steps of rows on, and returns them. */
  restore(rows: readonly Row[]): readonly Step[];
}

/** An empty shelf for at most `limit` steps a side. */
export function createShelf(limit: number): Shelf {
  const sides: Readonly<Record<Side, Step[]>> = { undo: [], redo: [] };
  const stale = new Set<Step>();
  const goneNumbers = new Set<number>();
  let lastNumber = 0;

  const drop = (step: Step): Step => {
    stale.delete(step);
    goneNumbers.add(step.number);
    return step;
  };

  return {
    has: (side) => sides[side].some(({ parts }) => parts.some(({ places }) => places.length > 0)),
    steps: () => [...sides.undo, ...sides.redo],
    open(name, side, mayPass) {
      const steps = sides[side];
      const at = steps.findLastIndex((step) => step.name === name);
      const known = at >= 0 && mayPass(steps.slice(at + 1)) ? steps[at] : undefined;
      const step = known ?? { number: ++lastNumber, name, side, parts: [] };
      if (step !== steps.at(-1)) {
        if (known !== undefined) {
          goneNumbers.add(known.number);
          known.number = ++lastNumber;
          steps.splice(at, 1);
        }
        steps.push(step);
      }
      stale.add(step);
      return { step, dropped: steps.splice(0, Math.max(0, steps.length - limit)).map(drop) };
    },
    pop(side, name) {
      const steps = sides[side];
      const at = name === undefined ? steps.length - 1 : steps.findLastIndex((step) => step.name === name);
      const step = at < 0 ? undefined : steps.splice(at, 1)[0];
      return step === undefined ? null : drop(step);
    },
    remove(step) {
      const steps = sides[step.side];
      const at = steps.indexOf(step);
      if (at >= 0) steps.splice(at, 1);
      drop(step);
    },
    clear: (side) => sides[side].splice(0).map(drop),
    changed(step) {
      stale.add(step);
    },
    takeWrites() {
      const writes = [...[...goneNumbers].map(removalOf), ...[...stale].map(writeOf)];
      goneNumbers.clear();
      stale.clear();
      return writes;
    },
    restore(rows) {
      const kept = rows.flatMap((row) => (row.kind === STEP_KIND ? (stepOf(row) ?? []) : []));
      for (const step of kept.toSorted((a, b) => a.number - b.number)) {
        sides[step.side].push(step);
        lastNumber = Math.max(lastNumber, step.number);
      }
      return kept;
    },
  };
}
