import { LIFE_CASES } from "./sync-store-lives.ts";
import { QUEUE_CASES } from "./sync-store-queues.ts";
import type { Ability, StoreCase } from "./sync-store-samples.ts";
import { WRITE_CASES } from "./sync-store-writes.ts";

/** The promises that a driver with these abilities has to keep. */
export function storeCases(abilities: readonly Ability[]): StoreCase[] {
  return [...WRITE_CASES, ...QUEUE_CASES, ...LIFE_CASES].filter(
    ({ needs }) => needs === undefined || abilities.includes(needs),
  );
}
