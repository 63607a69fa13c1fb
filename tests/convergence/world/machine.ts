import type { Cancel, Timeline } from "./timeline.ts";

/** A process on some machine: its clock may be wrong, and when it dies its timers die with it. */
export class Machine {
  readonly #timeline: Timeline;
  /** How far its clock is ahead of true time, ms. */
  readonly #skewMs: () => number;
  #isAlive = true;

  constructor(timeline: Timeline, skewMs = () => 0) {
    this.#timeline = timeline;
    this.#skewMs = skewMs;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  now = (): number => this.#timeline.now + this.#skewMs();

  after = (ms: number, run: () => void): Cancel => this.#timeline.after(ms, () => this.#isAlive && run());

  every = (ms: number, run: () => void): Cancel => {
    const cancel = this.#timeline.every(ms, () => (this.#isAlive ? run() : cancel()));
    return cancel;
  };

  rest = (ms: number): Promise<void> => new Promise((resolve) => void this.after(ms, resolve));

  /** Power off: nothing of it runs any more. */
  kill(): void {
    this.#isAlive = false;
  }
}
