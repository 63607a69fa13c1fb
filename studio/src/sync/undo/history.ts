import type { PlaceChange } from "#schemas/change/changes.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { foldOps } from "../edit/fold-ops.ts";
import { openSheet } from "../edit/sheet.ts";
import type { Row, Write } from "../store/store.ts";
import { isNear, joinPlaces, placesOf } from "./places.ts";
import { createPlaceIndex } from "./place-index.ts";
import { createShelf } from "./shelf.ts";
import type { Part, Side, Step } from "./step.ts";
import { takeBack, type Skipped } from "./take-back.ts";

/** A patch of mine, as it is made. */
interface MadePatch {
  readonly id: string;
  /** Patches with one step are taken back together. */
  readonly step: string;
  readonly kind: "edit" | Side;
}

/** What to do in order to undo or redo a step: a patch of `step` and `kind`, made of `ops`. */
export interface StepBack {
  readonly kind: Side;
  readonly step: string;
  /** Empty: nothing of the step was left to take back. */
  readonly ops: readonly PatchOp[];
  readonly skipped: readonly Skipped[];
}

/** What I did here, to be taken back: mine alone, however often the connection or the tab went. */
export interface UndoHistory {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** A patch of mine was made; `changes`: what it does to what is shown. */
  made(patch: MadePatch, changes: readonly PlaceChange[]): void;
  /** A patch of mine was committed; `changes`: what it really did, edges that went with their node included. */
  committed(id: string, changes: readonly PlaceChange[]): void;
  /** A patch of mine was judged without effect, or refused. */
  fell(id: string): void;
  /** A patch of somebody else was committed, or of mine from another tab. */
  others(changes: readonly PlaceChange[]): void;
  /** The confirmed graph was replaced as a whole: what others wrote meanwhile can only be told from values. */
  startedOver(): void;
  /**
   * Takes the newest step off (or that of a name), and tells what takes it back in `view`, which is what is shown;
   * null: there is none.
   */
  undo(view: GraphView, step?: string): StepBack | null;
  redo(view: GraphView, step?: string): StepBack | null;
  /** What must be written for `restore` to bring this history back; only what is new since the last call. */
  takeWrites(): Write[];
  /** Begins with the kept rows of a history, those of other kinds aside. */
  restore(rows: readonly Row[]): void;
}

/** Nobody goes back further step by step, and each step is looked at whenever somebody writes in what it touched. */
const MOST_STEPS = 100;

/** A history with nothing in it. */
export function createUndoHistory({ limit = MOST_STEPS }: { readonly limit?: number } = {}): UndoHistory {
  const shelf = createShelf(limit);
  const index = createPlaceIndex();
  const partsById = new Map<string, { readonly step: Step; readonly part: Part }>();

  const forget = (steps: readonly Step[]): void => {
    for (const { parts } of steps) for (const part of parts) forgetPart(part);
  };
  const forgetPart = (part: Part): void => {
    index.remove(part.places);
    partsById.delete(part.id);
  };
  const learn = (step: Step): void => {
    for (const part of step.parts) {
      index.add(part.places);
      partsById.set(part.id, { step, part });
    }
  };
  const dropEmpty = (step: Step): void => {
    for (const part of step.parts.filter(({ isCommitted, places }) => isCommitted && places.length === 0)) {
      forgetPart(part);
      step.parts.splice(step.parts.indexOf(part), 1);
    }
    if (step.parts.length === 0) shelf.remove(step);
    else shelf.changed(step);
  };

  const stepBack = (kind: Side, view: GraphView, name?: string): StepBack | null => {
    for (let step = shelf.pop(kind, name); step !== null; step = shelf.pop(kind, name)) {
      forget([step]);
      const sheet = openSheet(view);
      const taken = step.parts.toReversed().map(({ places }) => takeBack(sheet, places));
      const ops = foldOps(taken.flatMap((part) => part.ops));
      const byPath = new Map(taken.flatMap((part) => part.skipped.map((skip) => [skip.path, skip])));
      const skipped = [...byPath.values()];
      if (ops.length > 0 || skipped.length > 0) return { kind, step: step.name, ops, skipped };
    }
    return null;
  };

  return {
    get canUndo() {
      return shelf.has("undo");
    },
    get canRedo() {
      return shelf.has("redo");
    },
    made({ id, step: name, kind }, changes) {
      if (kind === "edit") forget(shelf.clear("redo"));
      // Steps that touched the same can only be taken back in the order in which they came.
      const mayPass = (newer: readonly Step[]) => !newer.some((step) => isNearStep(step, changes));
      const { step, dropped } = shelf.open(name, kind === "undo" ? "redo" : "undo", mayPass);
      forget(dropped);
      const part: Part = { id, isCommitted: false, places: placesOf(step, changes) };
      step.parts.push(part);
      index.add(part.places);
      partsById.set(id, { step, part });
    },
    committed(id, changes) {
      const known = partsById.get(id);
      if (known === undefined) return;
      const { step, part } = known;
      index.remove(part.places);
      part.isCommitted = true;
      part.places = placesOf(step, changes);
      index.remove(joinPlaces(step, part));
      index.add(part.places);
      dropEmpty(step);
    },
    fell(id) {
      const known = partsById.get(id);
      if (known === undefined) return;
      forgetPart(known.part);
      known.step.parts.splice(known.step.parts.indexOf(known.part), 1);
      dropEmpty(known.step);
    },
    others(changes) {
      for (const change of changes) for (const { step } of index.touch(change)) shelf.changed(step);
    },
    startedOver() {
      for (const step of shelf.steps()) {
        // What was there before a patch that is not committed yet is not known any more.
        for (const { places, isCommitted } of step.parts) {
          for (const place of places) place.isTouched = !isCommitted;
        }
        shelf.changed(step);
      }
    },
    undo: (view, step) => stepBack("undo", view, step),
    redo: (view, step) => stepBack("redo", view, step),
    takeWrites: () => shelf.takeWrites(),
    restore(rows) {
      for (const step of shelf.restore(rows)) learn(step);
    },
  };
}

function isNearStep({ parts }: Step, changes: readonly PlaceChange[]): boolean {
  return parts.some(({ places }) => places.some((place) => changes.some((change) => isNear(place, change))));
}
