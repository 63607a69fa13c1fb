import type { Cancel, Env } from "../env.ts";
import type { QueueName, SyncStore, Write } from "../store/store.ts";

/** Brings writes to the store, in order, as many at once as there are. */
export interface Keeper {
  /** Why the store does not take what it is given; null: it does. */
  readonly error: string | null;
  /** Resolves to true once they are on disk, to false when the store fails; they are tried again all the same. Never rejects. */
  keep(writes: readonly Write[]): Promise<boolean>;
  /** Like `keep`, but nobody waits for these: they leave with the next ones, or soon. */
  keepSoon(writes: readonly Write[]): void;
  /** Everything given so far, and what is given until that is done. */
  flush(): Promise<boolean>;
  /** Nothing more is written, once what is being written is done. */
  stop(): Promise<void>;
}

/** What others commit may be kept in bundles: it could be had from the registry again. */
const SOON_MS = 250;
/** A full disk does not empty at once. */
const RETRY_MS = 5000;
/** Some browsers' databases stop answering at all, after a sleep for one; nobody's edits wait for that. */
const PATIENCE_MS = 10_000;
const NO_ANSWER = "the store does not answer";

type Waiter = (isKept: boolean) => void;

export function createKeeper(
  store: SyncStore,
  queue: QueueName,
  env: Pick<Env, "after">,
  failed: (error: string | null) => void,
): Keeper {
  let waiting: Write[] = [];
  let waiters: Waiter[] = [];
  let writing: Promise<void> | null = null;
  /** What is being written takes too long; meanwhile edits go from memory. */
  let isStalled = false;
  let isStopped = false;
  let error: string | null = null;
  let timer: Cancel | null = null;

  function later(ms: number): void {
    timer ??= env.after(ms, () => {
      timer = null;
      write();
    });
  }

  function write(): void {
    if (writing !== null || isStopped || (waiting.length === 0 && waiters.length === 0)) return;
    timer?.();
    timer = null;
    const [writes, told] = [waiting, waiters];
    [waiting, waiters] = [[], []];
    writing = bring(writes, told);
  }

  async function bring(writes: readonly Write[], told: Waiter[]): Promise<void> {
    const stopWaiting = env.after(PATIENCE_MS, () => {
      isStalled = true;
      report(NO_ANSWER);
      for (const tell of [...told.splice(0), ...waiters.splice(0)]) tell(false);
    });
    const problem = await tryWrite(writes);
    stopWaiting();
    writing = null;
    // What came during a stall went from memory, too: well is the store only when it has that.
    const isBehind = isStalled && waiting.length > 0;
    isStalled = false;
    if (problem !== null) waiting = [...writes, ...waiting];
    if (problem !== null || !isBehind) report(problem);
    for (const tell of told) tell(problem === null);
    if (problem !== null) later(RETRY_MS);
    else if (isBehind || waiters.length > 0) write();
    else if (waiting.length > 0) later(SOON_MS);
  }

  function hasMore(): boolean {
    return writing !== null || waiting.length > 0;
  }

  function report(problem: string | null): void {
    if (problem === error) return;
    error = problem;
    failed(error);
  }

  async function tryWrite(writes: readonly Write[]): Promise<string | null> {
    if (writes.length === 0) return null;
    try {
      await store.write(queue, writes);
      return null;
    } catch (reason) {
      return reason instanceof Error ? reason.message : String(reason);
    }
  }

  function keep(writes: readonly Write[]): Promise<boolean> {
    if (isStopped) return Promise.resolve(false);
    waiting.push(...writes);
    if (isStalled) return Promise.resolve(false);
    return new Promise((tell) => {
      waiters.push(tell);
      write();
    });
  }

  return {
    get error() {
      return error;
    },
    keep,
    keepSoon(writes) {
      if (isStopped || writes.length === 0) return;
      waiting.push(...writes);
      later(SOON_MS);
    },
    async flush() {
      let isKept = await keep([]);
      while (isKept && hasMore()) isKept = await keep([]);
      return isKept;
    },
    async stop() {
      isStopped = true;
      timer?.();
      for (const tell of waiters.splice(0)) tell(false);
      await writing;
    },
  };
}
