import type { WebLocks } from "#studio/sync/store/web-locks.ts";

/** Stands in for a browser's Web Locks: one origin, exclusive, `ifAvailable`, granted and freed a moment later. */
export function createWebLocks(): WebLocks {
  const held = new Set<string>();
  return {
    async request(name, _options, run) {
      await Promise.resolve();
      if (held.has(name)) return run(null);
      held.add(name);
      try {
        return await run({ name });
      } finally {
        // A browser frees a lock in another process, after its holder went on.
        await Promise.resolve();
        held.delete(name);
      }
    },
  };
}
