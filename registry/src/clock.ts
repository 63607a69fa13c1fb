/** Ends a timer; harmless when it has already run. */
export type Cancel = () => void;

/** Time, injected so that tests need no sleep. All times are ms since 1970. */
export interface Clock {
  now(): number;
  /** Runs once after `ms`. */
  after(ms: number, run: () => void): Cancel;
  /** Runs each `ms` until cancelled. */
  every(ms: number, run: () => void): Cancel;
}

/** The machine's own clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  every(ms, run) {
    const timer = setInterval(run, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
};
