/** Ends a timer; harmless when it has run already. */
export type Cancel = () => void;

interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  isOver: boolean;
}

/**
 * Simulated time: what is due runs one after another in order of time, then of asking, and after each everything that
 * it set off by promises has come to rest before the next.
 */
export class Timeline {
  /** True time, ms since 1970. */
  now: number;
  /** How many events ran. */
  events = 0;
  /** Work that ends by itself, beyond promises: settling waits for it. */
  busy = 0;
  #due: Due[] = [];
  #order = 0;

  constructor(now: number) {
    this.now = now;
  }

  after(ms: number, run: () => void): Cancel {
    const due: Due = { at: this.now + Math.max(0, ms), order: this.#order++, run, isOver: false };
    this.#insert(due);
    return () => void (due.isOver = true);
  }

  /** Each `ms`; after a leap once, as a machine's timers do when it wakes up. */
  every(ms: number, run: () => void): Cancel {
    let cancel: Cancel | undefined;
    const again = () => {
      cancel = this.after(ms, () => {
        again();
        run();
      });
    };
    again();
    return () => cancel?.();
  }

  /** Runs what is due until `time`, and `check` after each event. */
  async runUntil(time: number, check: () => void | Promise<void>): Promise<void> {
    for (let next = this.#next(); next !== undefined && next.at <= time; next = this.#next()) {
      this.#due.shift();
      this.now = Math.max(this.now, next.at);
      this.events += 1;
      next.run();
      await this.settle();
      await check();
    }
    this.now = Math.max(this.now, time);
  }

  /** Everything sleeps for so long; what fell due meanwhile runs late. */
  leap(ms: number): void {
    this.now += ms;
  }

  /** Lets promises come to rest. */
  async settle(): Promise<void> {
    do await new Promise(setImmediate);
    while (this.busy > 0);
  }

  #next(): Due | undefined {
    while (this.#due[0]?.isOver) this.#due.shift();
    return this.#due[0];
  }

  #insert(due: Due): void {
    let low = 0;
    let high = this.#due.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#due[middle] as Due).at <= due.at) low = middle + 1;
      else high = middle;
    }
    this.#due.splice(low, 0, due);
  }
}
