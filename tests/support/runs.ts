import fc from "fast-check";
import type { Choice } from "./frame.ts";

/** Fixed, so that a red run is red again; `SEED=<n>` looks elsewhere. */
const DEFAULT_SEED = 20_261_120;

/** Long enough for the full volumes on a slow machine. */
export const PROPERTY_TIMEOUT_MS = 3_600_000;

/**
 * Parameters of a property: its volume and the seed; a failure prints the seed, the case and what is wrong with it.
 * A red default run ends at once; with `RUNS` the case is made small first, which can take minutes.
 */
export function volume(small: number, full: number) {
  const endOnFailure = process.env["RUNS"] === undefined;
  return { numRuns: runsOf(small, full), seed: seedOf(), includeErrorInReport: true, endOnFailure };
}

/** The free choices of one edit, often on one of the first entities; the tag is added when it is made. */
export function anyChoice(): fc.Arbitrary<Omit<Choice, "tag">> {
  const anywhere = { place: fc.nat(60), other: fc.nat(60) };
  return fc.record({ entity: fc.oneof(fc.nat(1), fc.nat(60)), ...anywhere });
}

/** How often a property runs: `small` by default, `full` (TRANSFORM's own volumes) with `RUNS=full`, n with `RUNS=n`. */
function runsOf(small: number, full: number): number {
  const wanted = process.env["RUNS"];
  if (wanted === undefined || wanted === "") return small;
  return wanted === "full" ? full : Number(wanted);
}

/** The seed of this run. */
function seedOf(): number {
  return Number(process.env["SEED"] ?? DEFAULT_SEED);
}
