import type { PlaceChange } from "#schemas/change/changes.ts";

/** A place that a patch of mine changed. */
export interface Place extends PlaceChange {
  /** The step that it belongs to. */
  readonly step: Step;
  /** Somebody else wrote at, above or below it since. */
  isTouched: boolean;
}

/** One patch of a step. */
export interface Part {
  readonly id: string;
  /** False: `places` are a prediction, made on what was shown. */
  isCommitted: boolean;
  places: readonly Place[];
}

/** What one undo takes back: the patches of one edit or gesture, in the order in which they were made. */
export interface Step {
  /** Of all steps kept, the larger is the newer. */
  number: number;
  readonly name: string;
  /** Where it waits: to be taken back, or to be made again. */
  readonly side: Side;
  readonly parts: Part[];
}

/** The two sides of a history. */
export type Side = "undo" | "redo";
