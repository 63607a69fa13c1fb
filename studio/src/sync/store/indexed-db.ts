import { connect } from "./idb-connection.ts";
import { dropRows, listQueues, readRows, writeRows } from "./idb-rows.ts";
import type { SyncStore } from "./store.ts";
import { createLockedNames, type WebLocks } from "./web-locks.ts";

/** What the store takes from the page; by default what the browser has. */
export interface IndexedDbOptions {
  /** The database's name. */
  readonly name?: string;
  readonly indexedDB?: IDBFactory;
  readonly locks?: WebLocks;
  /** Hears that the opening waits for another tab. */
  readonly warn?: (warning: string) => void;
}

/**
 * Opens the store that all tabs of an origin share. Rejects where the browser denies storage, and where it has no Web
 * Locks (a page that came by plain HTTP): two tabs could not be kept from sending one queue then.
 */
export async function openIndexedDbStore(options: IndexedDbOptions = {}): Promise<SyncStore> {
  const locks = options.locks ?? browserLocks();
  if (locks === null)
    throw new Error("the store cannot be used, this page did not come over a secure connection");
  const { name = "sop-studio", warn = () => undefined } = options;
  const connection = await connect({ name, warn, indexedDB: options.indexedDB ?? indexedDB });
  const names = createLockedNames(locks);
  let isClosed = false;
  return {
    async hold(queue) {
      const release = isClosed ? null : await names.hold(queue);
      if (!isClosed) return release;
      release?.();
      throw new Error("the store is closed");
    },
    queues: (scope) => connection.run((db) => listQueues(db, scope)),
    read: (queue) => connection.run((db) => readRows(db, queue)),
    write: (queue, writes) => connection.run((db) => writeRows(db, queue, writes)),
    drop: (queue) => connection.run((db) => dropRows(db, queue)),
    async close() {
      isClosed = true;
      // Names last: who gets one must find all that was written under it.
      await connection.close();
      await names.freeAll();
    },
  };
}

/** The type says that they are always there; a page that came by plain HTTP has none. */
function browserLocks(): WebLocks | null {
  const { locks } = navigator as { readonly locks?: WebLocks };
  return locks ?? null;
}
