/**
 * The rhythm of work on this machine: how long things take and when to draw breath. Unlike the clock nobody sets it,
 * and it says nothing about the time of day.
 */
export interface Pace {
  /** Monotonic ms, of any beginning. */
  elapsed(): number;
  /** Resolves when the frames that are there now have been taken in. */
  nextTurn(): Promise<void>;
  /** Resolves after `ms`. */
  rest(ms: number): Promise<void>;
}

/** This process's own rhythm. */
export const systemPace: Pace = {
  elapsed: () => performance.now(),
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  rest: (ms) => Bun.sleep(ms),
};
