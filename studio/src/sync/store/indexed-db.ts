import { connect } from "./idb-connection.ts";
import { dropRows, leavesRows, listQueues, readRows, writeMoreRows, writeRows } from "./idb-rows.ts";
import type { QueueName, SyncStore } from "./store.ts";
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
  const held = new Set<string>();
  /** Those of them that were found, or written, with rows. Nobody else removes these. */
  const listed = new Set<string>();
  let isClosed = false;
  return {
    async hold(queue) {
      const release = isClosed ? null : await names.hold(queue);
      if (isClosed) {
        release?.();
        throw new Error("the store is closed");
      }
      if (release === null) return null;
      held.add(keyOf(queue));
      return () => {
        held.delete(keyOf(queue));
        listed.delete(keyOf(queue));
        release();
      };
    },
    queues: (scope) => connection.run((db) => listQueues(db, scope)),
    read: (queue) =>
      connection.run(async (db) => {
        const rows = await readRows(db, queue);
        if (rows.length > 0 && held.has(keyOf(queue))) listed.add(keyOf(queue));
        return rows;
      }),
    write: (queue, writes) =>
      connection.run(async (db) => {
        const key = keyOf(queue);
        if (listed.has(key) && leavesRows(writes)) return writeMoreRows(db, queue, writes);
        listed.delete(key);
        const hasRows = await writeRows(db, queue, writes);
        if (hasRows && held.has(key)) listed.add(key);
      }),
    drop(queue) {
      listed.clear();
      return connection.run((db) => dropRows(db, queue));
    },
    async close() {
      isClosed = true;
      // Names last: who gets one must find all that was written under it.
      await connection.close();
      await names.freeAll();
    },
  };
}

function keyOf({ scope, client }: QueueName): string {
  return JSON.stringify([scope, client]);
}

/** The type says that they are always there; a page that came by plain HTTP has none. */
function browserLocks(): WebLocks | null {
  const { locks } = navigator as { readonly locks?: WebLocks };
  return locks ?? null;
}
