import type { Clock } from "#registry/clock.ts";

/** A clock that stands still until it is told otherwise. */
export interface TestClock extends Clock {
  /** Moves time on by `ms` and runs what falls due, in order. */
  advance(ms: number): void;
}

interface Timer {
  at: number;
  readonly every?: number;
  readonly run: () => void;
}

/** Makes a clock that starts at `now` (ms). */
export function createTestClock(now = 1_700_000_000_000): TestClock {
  const timers = new Set<Timer>();
  let time = now;

  function add(timer: Timer) {
    timers.add(timer);
    return () => void timers.delete(timer);
  }

  return {
    now: () => time,
    after: (ms, run) => add({ at: time + ms, run }),
    every: (ms, run) => add({ at: time + ms, every: ms, run }),
    advance(ms) {
      const end = time + ms;
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        time = Math.max(time, due.at);
        if (due.every === undefined) timers.delete(due);
        else due.at += due.every;
        due.run();
      }
      time = end;
    },
  };
}
