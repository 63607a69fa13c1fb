import type { AgentStore } from "#registry/storage/agents.ts";

type Found = Awaited<ReturnType<AgentStore["findKey"]>>;

/** A key revoked by another process must end within a second: half of it leaves room for the call under way. */
const KEEP_MS = 500;

/** About 1 MB; past it everything is forgotten at once, which costs one lookup per key. */
const KEEP_MAX = 2000;

/** A `findKey` with a memory. */
export interface KeyCache extends Pick<AgentStore, "findKey"> {
  /** These keys (by hash) have changed; a look-up that is under way is not remembered either. */
  forget(hashes: readonly string[]): void;
}

/**
 * A `findKey` that remembers what it found for half a second, so that an agent's burst of calls asks the database once.
 * What is unknown is not remembered: guesses cannot fill the memory, and a new key works at once.
 */
export function cacheKeys(agents: Pick<AgentStore, "findKey">, now: () => number): KeyCache {
  const kept = new Map<string, { readonly found: NonNullable<Found>; readonly until: number }>();
  let forgotten = 0;
  return {
    async findKey(hash) {
      const entry = kept.get(hash);
      if (entry !== undefined && now() < entry.until) return entry.found;
      const before = forgotten;
      const found = await agents.findKey(hash);
      if (kept.size >= KEEP_MAX) kept.clear();
      if (found === null) kept.delete(hash);
      else if (before === forgotten) kept.set(hash, { found, until: now() + KEEP_MS });
      return found;
    },
    forget(hashes) {
      forgotten++;
      for (const hash of hashes) kept.delete(hash);
    },
  };
}
