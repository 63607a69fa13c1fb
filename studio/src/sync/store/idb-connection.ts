import { isLostConnection, toStoreError } from "./idb-error.ts";
import { type IdbPlace, openDatabase } from "./idb-open.ts";
import type { SyncDatabase } from "./idb-schema.ts";

/** A connection that is opened again when it was lost, and on which one work follows the other. */
export interface IdbConnection {
  /** Does `work` after all that was asked before it; once more, on a new connection, if the one at hand was lost. */
  run<T>(work: (db: SyncDatabase) => Promise<T>): Promise<T>;
  /** After all that was asked before it; what is asked later rejects. */
  close(): Promise<void>;
}

/** Opens a connection. Rejects where storage is denied. */
export async function connect(place: IdbPlace): Promise<IdbConnection> {
  let db: SyncDatabase | null = null;
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();

  const current = async (): Promise<SyncDatabase> => {
    if (db !== null) return db;
    const opened = await openDatabase(place, () => {
      if (db === opened) db = null;
    });
    db = opened;
    return opened;
  };

  const attempt = async <T>(work: (db: SyncDatabase) => Promise<T>): Promise<T> => {
    try {
      return await work(await current());
    } catch (error) {
      if (!isLostConnection(error)) throw error;
      // Closed, since what was half lost must not linger; all of our work can be done twice.
      db?.close();
      db = null;
      return await work(await current());
    }
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };

  const run = async <T>(work: (db: SyncDatabase) => Promise<T>): Promise<T> => {
    if (isClosed) throw new Error("the store is closed");
    return inTurn(async () => {
      try {
        return await attempt(work);
      } catch (error) {
        throw toStoreError(error);
      }
    });
  };

  await run(async () => undefined);
  return {
    run,
    close() {
      isClosed = true;
      return inTurn(async () => {
        db?.close();
        db = null;
      });
    },
  };
}
