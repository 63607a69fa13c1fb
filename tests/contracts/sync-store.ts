import { describe, test } from "bun:test";
import { storeCases } from "./sync-store-cases.ts";
import type { Ability, StoreUnderTest } from "./sync-store-samples.ts";

/** A place for one case, and its end. */
export interface StorePlace extends StoreUnderTest {
  /** Closes what is open there, and removes it. */
  dispose(): Promise<void>;
}

/** What every driver of the sync client's store promises: called once per driver, with what makes an empty place. */
export function syncStoreContract(
  name: string,
  abilities: readonly Ability[],
  open: () => Promise<StorePlace>,
): void {
  describe(`sync store contract: ${name}`, () => {
    for (const { name, run } of storeCases(abilities)) {
      test(name, async () => {
        const place = await open();
        try {
          await run(place);
        } finally {
          await place.dispose();
        }
      });
    }
  });
}
