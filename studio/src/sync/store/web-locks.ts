import type { Cancel } from "../env.ts";
import { labelOf } from "./queue-names.ts";
import type { QueueName } from "./store.ts";

/** The browser's Web Locks, as far as names need them (`navigator.locks`). */
export interface WebLocks {
  request(
    name: string,
    options: { ifAvailable: true },
    held: (lock: unknown) => Promise<void> | undefined,
  ): Promise<unknown>;
}

/** Names that are held among all tabs of an origin. A tab that goes, however it goes, holds nothing any more. */
export interface LockedNames {
  /** Null: this or another tab holds it. */
  hold(queue: QueueName): Promise<Cancel | null>;
  /** Resolves when all are free. */
  freeAll(): Promise<void>;
}

/** Makes names on Web Locks. */
export function createLockedNames(locks: WebLocks): LockedNames {
  const held = new Set<Cancel>();
  /** Letting go takes a moment; who asks for a name again right after must not find it taken by himself. */
  const freed = new Map<string, Promise<unknown>>();

  const take = (label: string) =>
    new Promise<Cancel | null>((resolve, reject) => {
      const end = locks.request(label, { ifAvailable: true }, (lock) => {
        if (lock === null) {
          resolve(null);
          return undefined;
        }
        return new Promise<void>((letGo) => {
          const release = () => {
            if (!held.delete(release)) return;
            freed.set(label, end);
            letGo();
          };
          held.add(release);
          resolve(release);
        });
      });
      end.then(() => freed.get(label) === end && freed.delete(label), reject);
    });

  return {
    async hold(queue) {
      const label = labelOf(queue);
      await freed.get(label);
      return take(label);
    },
    async freeAll() {
      for (const release of held) release();
      await Promise.all(freed.values());
    },
  };
}
