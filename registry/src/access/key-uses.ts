import type { Logger } from "pino";
import type { Cancel, Clock } from "#registry/clock.ts";
import type { AgentStore } from "#registry/storage/agents.ts";

/** When keys were last used, on its way to the storage. */
export interface KeyUses {
  /** A key (by hash) was good for something, at `now` (ms). */
  note(hash: string, now: number): void;
  /** Writes what is noted. Never rejects. */
  keep(): Promise<void>;
  /** Ends the timer and writes what is noted. */
  stop(): Promise<void>;
}

/** "Last used" is for people who look for forgotten keys: a minute is as good, and a write per call would cost an fsync. */
const WRITE_MS = 30_000;

/** Gathers uses and writes them together. */
export function createKeyUses(
  agents: Pick<AgentStore, "touchKeys">,
  clock: Pick<Clock, "every">,
  log: Pick<Logger, "warn">,
): KeyUses {
  let used = new Map<string, number>();

  async function keep(): Promise<void> {
    if (used.size === 0) return;
    const batch = used;
    used = new Map();
    try {
      await agents.touchKeys(batch);
    } catch (error) {
      log.warn({ err: error }, "when keys were last used could not be kept");
    }
  }

  const cancel: Cancel = clock.every(WRITE_MS, () => void keep());
  return {
    note: (hash, now) => void used.set(hash, now),
    keep,
    async stop() {
      cancel();
      await keep();
    },
  };
}
