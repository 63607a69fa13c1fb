import { openIndexedDbStore } from "./indexed-db.ts";
import { createMemoryStore } from "./memory.ts";
import type { SyncStore } from "./store.ts";

/** A store, and what it cannot do. */
export interface DefaultStore {
  readonly store: SyncStore;
  /** Set in a browser where edits do not survive the tab: why, for its user to be told. */
  readonly loss: string | null;
}

/** The store of who names none: the browser's where there is one and it may be used, else memory. */
export async function openDefaultStore(warn: (warning: string) => void): Promise<DefaultStore> {
  if (!("indexedDB" in globalThis)) return { store: createMemoryStore(), loss: null };
  try {
    return { store: await openIndexedDbStore({ warn }), loss: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { store: createMemoryStore(), loss: `edits will not survive this tab: ${reason}` };
  }
}
