import { forceCloseDatabase } from "fake-indexeddb";

/** A browser's IndexedDB whose connections a test can end. */
export interface WatchedFactory {
  readonly indexedDB: IDBFactory;
  /** Every request to open, in order; its `result` is the connection. */
  readonly requests: readonly IDBOpenDBRequest[];
}

/** An empty one. */
export function createWatchedFactory(): WatchedFactory {
  const indexedDB = new IDBFactory();
  const requests: IDBOpenDBRequest[] = [];
  const open = indexedDB.open.bind(indexedDB);
  indexedDB.open = (name, version) => {
    const request = open(name, version);
    requests.push(request);
    return request;
  };
  return { indexedDB, requests };
}

/** One that refuses to open anything, as a browser with storage switched off. */
export function createRefusingFactory(error: Error): IDBFactory {
  const indexedDB = new IDBFactory();
  indexedDB.open = () => {
    throw error;
  };
  return indexedDB;
}

/** Ends a connection as a browser does when its disk fails or its user clears the site's data. */
export function endConnection(db: IDBDatabase): void {
  // The package's type names the class where it takes an instance.
  forceCloseDatabase(db as unknown as typeof IDBDatabase);
}

/** Ends a connection, and with it its transaction, as soon as one has begun. */
export function endConnectionAtWork(db: IDBDatabase): void {
  const begin = db.transaction.bind(db);
  db.transaction = (...settings: Parameters<typeof begin>) => {
    const transaction = begin(...settings);
    // It does not get so far.
    transaction.commit = () => undefined;
    queueMicrotask(() => {
      // The package lets them end first; a browser does not.
      transaction.abort();
      endConnection(db);
    });
    return transaction;
  };
}

/** Lets every next `put` fail for want of room. */
export function fillUp(): () => void {
  const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, "put");
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("no more", "QuotaExceededError");
  };
  return () => Object.defineProperty(IDBObjectStore.prototype, "put", put ?? {});
}
