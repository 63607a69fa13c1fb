import { afterAll, beforeAll, expect, test } from "bun:test";
import { openDefaultStore } from "#studio/sync/store/default-store.ts";
import { openIndexedDbStore } from "#studio/sync/store/indexed-db.ts";
import { rejectionOf } from "#tests/contracts/rejection.ts";
import { A, B, put, row } from "#tests/contracts/sync-store-samples.ts";
import { createWebLocks } from "#tests/support/web-locks.ts";
import { takeFakeIndexedDb } from "./fake-indexed-db.ts";
import { createRefusingFactory, createWatchedFactory } from "./watched-factory.ts";
import { endConnection, endConnectionAtWork, fillUp } from "./watched-factory.ts";

const NAME = "of-a-test";

let giveBack: () => void;
beforeAll(() => {
  giveBack = takeFakeIndexedDb();
});
afterAll(() => giveBack());

test("[Y66] a connection that the browser ended is opened again, and nothing is missing", async () => {
  const { store, requests } = await openWatched();
  await store.write(A, [put("meta", "a", 1)]);
  endConnection(connection(requests));
  await store.write(A, [put("meta", "b", 2)]);
  expect(await store.read(A)).toEqual([row("meta", "a", 1), row("meta", "b", 2)]);
  expect(requests).toHaveLength(2);
  await store.close();
});

test("[Y66] a write whose connection ends under it is done again, before those after it", async () => {
  const { store, requests } = await openWatched();
  await store.write(A, [put("meta", "0", 0)]);
  endConnectionAtWork(connection(requests));
  const writes = [1, 2, 3].map((n) => store.write(A, [{ clear: "meta" }, put("meta", `${n}`, n)]));
  await Promise.all(writes);
  expect(await store.read(A)).toEqual([row("meta", "3", 3)]);
  expect(requests).toHaveLength(2);
  await store.close();
});

test("[Y66] a connection that is lost again and again is given up, and said, until it works", async () => {
  const { store, requests, indexedDB } = await openWatched();
  const open = indexedDB.open.bind(indexedDB);
  indexedDB.open = (...settings) => {
    const request = open(...settings);
    request.addEventListener("success", () => endConnectionAtWork(request.result));
    return request;
  };
  endConnectionAtWork(connection(requests));
  expect(String(await rejectionOf(store.write(A, [put("meta", "a", 1)])))).toContain(
    "the browser's database fails",
  );
  expect(requests).toHaveLength(2);
  indexedDB.open = open;
  await store.write(A, [put("meta", "a", 2)]);
  expect(await store.read(A)).toEqual([row("meta", "a", 2)]);
  await store.close();
});

test("[Y66] a tab lets go of the database for a later version of the page, and says then that it is old", async () => {
  const { store, indexedDB } = await openWatched();
  await store.write(A, [put("meta", "a", 1)]);
  const later = indexedDB.open(NAME, 99);
  await new Promise((resolve) => later.addEventListener("success", resolve));
  const refused = await rejectionOf(store.write(A, [put("meta", "a", 2)]));
  expect(String(refused)).toContain("another tab has a later version of this page; reload it");
  later.result.close();
  await store.close();
});

test("[Y66] a database that another tab keeps from opening is waited for, and that is said", async () => {
  const { indexedDB, requests } = createWatchedFactory();
  const warnings: string[] = [];
  const warn = (warning: string) => void warnings.push(warning);
  const opening = openIndexedDbStore({ indexedDB, locks: createWebLocks(), warn });
  while (requests.length === 0) await Promise.resolve();
  requests[0]?.dispatchEvent(new IDBVersionChangeEvent("blocked"));
  expect(warnings).toEqual(["waits for another tab, which has an older version of this page open: close it"]);
  await (await opening).close();
});

test("[Y66] denied storage rejects, at the opening, and says so", async () => {
  const indexedDB = createRefusingFactory(new DOMException("insecure", "SecurityError"));
  const refused = await rejectionOf(openIndexedDbStore({ indexedDB, locks: createWebLocks() }));
  expect(String(refused)).toContain(
    "this browser does not let the page store anything (SecurityError: insecure)",
  );
});

test("[Y66] without room a write rejects and says so, and leaves nothing; with room the next is taken", async () => {
  const { store } = await openWatched();
  await store.write(A, [put("meta", "a", 1)]);
  const makeRoom = fillUp();
  const refused = await rejectionOf(store.write(A, [{ clear: "meta" }, put("meta", "a", 2)]));
  expect(String(refused)).toContain("this device has no room left for it (QuotaExceededError");
  expect(String(await rejectionOf(store.write(B, [put("meta", "b", 2)])))).toContain("no room");
  makeRoom();
  await store.write(A, [put("meta", "c", 3)]);
  expect(await store.read(A)).toEqual([row("meta", "a", 1), row("meta", "c", 3)]);
  expect(await store.queues(A.scope)).toEqual([A]);
  await store.close();
});

test("[Y60] [Y62] what a held queue has more to write is all or nothing, and puts it before others; without rows it is none", async () => {
  const { store } = await openWatched();
  const release = await store.hold(A);
  const other = { ...A, client: "another" };
  await store.write(A, [put("meta", "a", 1)]);
  await store.write(other, [put("meta", "a", 1)]);
  await store.write(A, [put("meta", "b", 2), { remove: { kind: "meta", key: "a" } }]);
  expect(await store.queues(A.scope)).toEqual([A, other]);
  expect(await store.read(A)).toEqual([row("meta", "b", 2)]);
  const makeRoom = fillUp();
  const refused = await rejectionOf(store.write(A, [{ clear: "meta" }, put("meta", "c", 3)]));
  expect(String(refused)).toContain("no room left");
  makeRoom();
  expect(await store.read(A)).toEqual([row("meta", "b", 2)]);
  await store.write(A, [put("meta", "c", 3), { clear: "meta" }]);
  expect(await store.queues(A.scope)).toEqual([other]);
  release?.();
  await store.write(A, [put("meta", "d", 4)]);
  expect(await store.queues(A.scope)).toEqual([A, other]);
  await store.close();
});

test("[Y66] a browser without Web Locks is refused: nothing would keep two tabs from one queue", async () => {
  const refused = await rejectionOf(openIndexedDbStore({ indexedDB: new IDBFactory() }));
  expect(String(refused)).toContain("did not come over a secure connection");
});

test("who names no store gets memory where there is no IndexedDB", async () => {
  giveBack();
  const { store, loss } = await openDefaultStore(() => undefined);
  giveBack = takeFakeIndexedDb();
  expect(loss).toBeNull();
  await store.write(A, [put("meta", "a", 1)]);
  expect(await store.queues(A.scope)).toEqual([A]);
  await store.close();
});

async function openWatched() {
  const { indexedDB, requests } = createWatchedFactory();
  const store = await openIndexedDbStore({ name: NAME, indexedDB, locks: createWebLocks() });
  return { store, indexedDB, requests };
}

/** The connection that was opened last. */
function connection(requests: readonly IDBOpenDBRequest[]): IDBDatabase {
  const request = requests.at(-1);
  if (request === undefined) throw new Error("nothing was opened");
  return request.result;
}
