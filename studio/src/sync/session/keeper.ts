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
  /** Everything given so far. */
  flush(): Promise<boolean>;
  /** Nothing more is written. */
  stop(): void;
}

/** What others commit may be kept in bundles: it could be had from the registry again. */
const SOON_MS = 250;
/** A full disk does not empty at once. */
const RETRY_MS = 5000;

export function createKeeper(
  store: SyncStore,
  queue: QueueName,
  env: Pick<Env, "after">,
  failed: (error: string | null) => void,
): Keeper {
  let waiting: Write[] = [];
  let waiters: ((isKept: boolean) => void)[] = [];
  let isWriting = false;
  let isStopped = false;
  let error: string | null = null;
  let timer: Cancel | null = null;

  function later(ms: number): void {
    timer ??= env.after(ms, () => {
      timer = null;
      void write();
    });
  }

  async function write(): Promise<void> {
    if (isWriting || isStopped || (waiting.length === 0 && waiters.length === 0)) return;
    isWriting = true;
    timer?.();
    timer = null;
    const [writes, told] = [waiting, waiters];
    [waiting, waiters] = [[], []];
    const problem = await tryWrite(writes);
    isWriting = false;
    if (problem !== error) failed((error = problem));
    if (problem !== null) waiting = [...writes, ...waiting];
    for (const tell of told) tell(problem === null);
    if (problem !== null) later(RETRY_MS);
    else if (waiters.length > 0) await write();
    else if (waiting.length > 0) later(SOON_MS);
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
    return new Promise((tell) => {
      waiters.push(tell);
      void write();
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
    flush: () => keep([]),
    stop() {
      isStopped = true;
      timer?.();
      for (const tell of waiters) tell(false);
    },
  };
}
