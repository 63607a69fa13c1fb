import { afterAll, beforeAll } from "bun:test";
import type { SyncStore } from "#studio/sync/store/store.ts";
import { createMemoryStore } from "#studio/sync/store/memory.ts";
import { openIndexedDbStore } from "#studio/sync/store/indexed-db.ts";
import { openSqliteStore } from "#studio/sync/store/sqlite.ts";
import { type StorePlace, syncStoreContract } from "#tests/contracts/sync-store.ts";
import { createWebLocks } from "#tests/support/web-locks.ts";
import { takeFakeIndexedDb } from "./fake-indexed-db.ts";
import { makeStoreFile } from "./store-file.ts";

let giveBack: () => void;
beforeAll(() => {
  giveBack = takeFakeIndexedDb();
});
afterAll(() => giveBack());

syncStoreContract("memory", [], () => openPlace(async () => createMemoryStore()));

syncStoreContract("SQLite", ["survives"], async () => {
  const { path, remove } = await makeStoreFile();
  return openPlace(() => openSqliteStore(path), remove);
});

syncStoreContract("IndexedDB (fake)", ["survives", "shared"], () => {
  const [indexedDB, locks] = [new IDBFactory(), createWebLocks()];
  return openPlace(() => openIndexedDbStore({ indexedDB, locks }));
});

async function openPlace(
  open: () => Promise<SyncStore>,
  remove: () => Promise<void> = async () => undefined,
): Promise<StorePlace> {
  const opened: SyncStore[] = [];
  const another = async () => {
    const store = await open();
    opened.push(store);
    return store;
  };
  const dispose = async () => {
    for (const store of opened) await store.close();
    await remove();
  };
  return { store: await another(), another, dispose };
}
