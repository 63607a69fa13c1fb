import type { Db } from "./connect.ts";

/** Runs `work` in a transaction of its own; a throw in it undoes everything and rejects with it. */
export type Write = <T>(work: () => T) => Promise<T>;

/**
 * Makes the one way to write: it waits up to `patienceMs` for another connection's write lock without blocking the
 * process, and rejects after that. `work` is synchronous: an async one would be committed before its end.
 */
export function createWrite(db: Db, patienceMs: number): Write {
  return async <T>(work: () => T): Promise<T> => {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      try {
        // Immediate: the lock comes before the first read, so nothing read here can be out of date when it is used.
        return db.$client.transaction(work).immediate();
      } catch (error) {
        if (!isBusy(error) || performance.now() >= deadline) throw error;
        await Bun.sleep(RETRY_MS);
      }
    }
  };
}

/** Another registry's group commit takes about a millisecond. */
const RETRY_MS = 5;

/** Only said before the work began: whoever has the lock in WAL mode can commit. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}
