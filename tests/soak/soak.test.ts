import { expect, test } from "bun:test";
import { runCycle } from "./cycle.ts";

/** Long enough for faults and kills to meet edits on their way; five of these are to fit into CI. */
const LOAD_MS = 3500;
/** On a loaded machine everything has to come up again, too. */
const PATIENCE_MS = 120_000;
/** A cycle in which nothing happened proves nothing. */
const LEAST_VERSIONS = 100;

test.each([1, 2, 3, 4, 5])(
  "cycle %d: nothing is lost between a registry and clients that are killed, on a bad network",
  async (seed) => {
    const { breaches, figures } = await runCycle(seed, LOAD_MS, LEAST_VERSIONS);
    expect(breaches).toEqual([]);
    expect(figures.versions).toBeGreaterThanOrEqual(LEAST_VERSIONS);
    expect(figures.saved).toBeGreaterThan(50);
    expect(figures.faults + figures.cuts).toBeGreaterThan(3);
  },
  PATIENCE_MS,
);
