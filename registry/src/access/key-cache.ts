import type { AgentStore } from "#registry/storage/agents.ts";

type Found = Awaited<ReturnType<AgentStore["findKey"]>>;

/** A revoked key must end within a second: half of it leaves room for the call under way. */
const KEEP_MS = 500;

/** About 1 MB; past it everything is forgotten at once, which costs one lookup per key. */
const KEEP_MAX = 2000;

/**
 * A `findKey` that remembers what it found for half a second, so that an agent's burst of calls asks the database once.
 * What is unknown is not remembered: guesses cannot fill the memory, and a new key works at once.
 */
export function cacheKeys(
  agents: Pick<AgentStore, "findKey">,
  now: () => number,
): Pick<AgentStore, "findKey"> {
  const kept = new Map<string, { readonly found: NonNullable<Found>; readonly until: number }>();
  return {
    async findKey(hash) {
      const entry = kept.get(hash);
      if (entry !== undefined && now() < entry.until) return entry.found;
      const found = await agents.findKey(hash);
      if (kept.size >= KEEP_MAX) kept.clear();
      if (found === null) kept.delete(hash);
      else kept.set(hash, { found, until: now() + KEEP_MS });
      return found;
    },
  };
}
