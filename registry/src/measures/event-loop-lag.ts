import type { Cancel, Clock } from "#registry/clock.ts";

/** How often it is looked how late a timer is: often enough to meet a stall, rare enough to cost nothing. */
const LOOK_MS = 500;

/** How late the event loop runs its timers. */
export interface LoopLag {
  /** The worst seen since the last call, in seconds. */
  takeWorst(): number;
  readonly stop: Cancel;
}

/** Starts to watch the event loop; `now` is a monotonic time in ms, `saw` gets every lag in seconds. */
export function watchLoopLag(
  clock: Pick<Clock, "every">,
  now: () => number,
  saw: (seconds: number) => void,
): LoopLag {
  let worst = 0;
  let due = now() + LOOK_MS;
  const stop = clock.every(LOOK_MS, () => {
    const at = now();
    const lag = Math.max(0, at - due) / 1000;
    worst = Math.max(worst, lag);
    due = at + LOOK_MS;
    saw(lag);
  });
  return {
    takeWorst() {
      // A stall that goes on while somebody asks has not been seen by the timer yet.
      const worstSoFar = Math.max(worst, (now() - due) / 1000);
      worst = 0;
      return worstSoFar;
    },
    stop,
  };
}
