const LOOK_MS = 50;
/** Longer than any test computes without a pause. */
const STANDSTILL_MS = 1000;
const MOST_TRIES = 3;

/**
 * Runs what takes the seconds of the product's own clock for granted: somebody who writes without a pause. If it fails,
 * and the whole machine stood still meanwhile, it is run again, from its beginning.
 */
export async function againAfterStandstill(run: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    let last = performance.now();
    let longest = 0;
    const look = () => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    };
    const timer = setInterval(look, LOOK_MS);
    try {
      return await run();
    } catch (error) {
      look();
      if (longest < STANDSTILL_MS || tries === MOST_TRIES) throw error;
    } finally {
      clearInterval(timer);
    }
  }
}
