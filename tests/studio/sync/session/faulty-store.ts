import { createMemoryStore } from "#studio/sync/store/memory.ts";
import type { QueueName, Row, SyncStore, Write } from "#studio/sync/store/store.ts";
import { createDeferred } from "#studio/sync/deferred.ts";

type Refusal = (queue: QueueName, writes: readonly Write[]) => boolean;

/** A device's disk that a test can fill, slow down and look at. */
export interface FaultyStore extends SyncStore {
  /** From now on writes of which this says yes are refused for want of room. */
  refuse(isRefused: Refusal): void;
  /** From now on writes wait; what is given lets them through, and all that come after. */
  stall(): () => void;
  /** What a client's queue has on disk: of a kind, or all of it. */
  rows(client: string, kind?: string): Promise<readonly Row[]>;
}

/** A device that works, until it is told otherwise; all its queues are of one scope. */
export function createFaultyStore(scope: string): FaultyStore {
  const disk = createMemoryStore();
  let isRefused = NOT_FULL;
  let gate: Promise<void> = Promise.resolve();
  return {
    ...disk,
    async write(queue, writes) {
      await gate;
      if (isRefused(queue, writes)) throw new DOMException("no room", "QuotaExceededError");
      return disk.write(queue, writes);
    },
    refuse: (next) => void (isRefused = next),
    stall() {
      const { promise, resolve } = createDeferred<void>();
      gate = promise;
      return () => resolve();
    },
    async rows(client, kind) {
      const rows = await disk.read({ scope, client });
      return kind === undefined ? rows : rows.filter((row) => row.kind === kind);
    },
  };
}

const NOT_FULL: Refusal = () => false;
