import type { IDBPTransaction } from "idb";
import { keysUnder, type SyncDatabase, type SyncSchema } from "./idb-schema.ts";
import type { QueueName, Row, Write } from "./store.ts";

type Tables = ["rows", "queues"];
type WriteTransaction = IDBPTransaction<SyncSchema, Tables, "readwrite">;

/** The queues of a scope, the one written last first. */
export async function listQueues(db: SyncDatabase, scope: string): Promise<QueueName[]> {
  const found = await db.getAll("queues", keysUnder(scope));
  return found.sort((a, b) => b.written - a.written).map(({ scope, client }) => ({ scope, client }));
}

/** All rows of a queue; IndexedDB sorts by key as the port does. */
export async function readRows(db: SyncDatabase, { scope, client }: QueueName): Promise<Row[]> {
  const found = await db.getAll("rows", keysUnder(scope, client));
  return found.map(({ kind, key, value }) => ({ kind, key, value }));
}

/** Does the writes in one transaction; gives whether the queue has rows then. */
export async function writeRows(
  db: SyncDatabase,
  queue: QueueName,
  writes: readonly Write[],
): Promise<boolean> {
  let hasRows = false;
  await inTransaction(db, async (tx) => {
    await Promise.all(writes.map(async (write) => applyWrite(tx, queue, write)));
    hasRows = await touch(tx, queue);
  });
  return hasRows;
}

/**
 * The same for a queue that is listed, and has rows after these writes. All is asked for at once, with the end of the
 * transaction: a page that is being left has no time to wait for an answer in between. Which queue was written last can
 * wait.
 */
export async function writeMoreRows(
  db: SyncDatabase,
  queue: QueueName,
  writes: readonly Write[],
): Promise<void> {
  await inTransaction(db, async (tx) => {
    // What fails ends the transaction, which says so.
    for (const write of writes) applyWrite(tx, queue, write).catch(() => undefined);
    tx.commit();
  });
  const newest = await db.transaction("queues").store.index("written").openCursor(null, "prev");
  const isLast = newest?.value.scope === queue.scope && newest.value.client === queue.client;
  if (!isLast) await inTransaction(db, async (tx) => void (await touch(tx, queue)));
}

/** Whether a queue surely has rows after these writes. */
export function leavesRows(writes: readonly Write[]): boolean {
  const put = new Map<string, string>();
  for (const write of writes) {
    if ("put" in write) put.set(JSON.stringify([write.put.kind, write.put.key]), write.put.kind);
    else if ("remove" in write) put.delete(JSON.stringify([write.remove.kind, write.remove.key]));
    else for (const [key, kind] of put) if (kind === write.clear) put.delete(key);
  }
  return put.size > 0;
}

/** Removes a queue with its rows. */
export function dropRows(db: SyncDatabase, { scope, client }: QueueName): Promise<void> {
  return inTransaction(db, async (tx) => {
    await tx.objectStore("rows").delete(keysUnder(scope, client));
    await tx.objectStore("queues").delete([scope, client]);
  });
}

/** Not async: what cannot even be asked for throws at once, before anything is committed. */
function applyWrite(tx: WriteTransaction, { scope, client }: QueueName, write: Write): Promise<unknown> {
  const rows = tx.objectStore("rows");
  if ("put" in write) return rows.put({ scope, client, ...write.put });
  if ("remove" in write) return rows.delete([scope, client, write.remove.kind, write.remove.key]);
  return rows.delete(keysUnder(scope, client, write.clear));
}

/** A queue with rows is the one written last now; one without is none. Gives which. */
async function touch(tx: WriteTransaction, { scope, client }: QueueName): Promise<boolean> {
  const queues = tx.objectStore("queues");
  const anyRow = await tx.objectStore("rows").getKey(keysUnder(scope, client));
  if (anyRow === undefined) {
    await queues.delete([scope, client]);
    return false;
  }
  const newest = await queues.index("written").openCursor(null, "prev");
  await queues.put({ scope, client, written: (newest?.value.written ?? 0) + 1 });
  return true;
}

/** Resolves when all of it is on disk; rejects with why when nothing is. */
async function inTransaction(db: SyncDatabase, work: (tx: WriteTransaction) => Promise<void>): Promise<void> {
  // Strict: a browser may otherwise say "done" when the system has it, and a power cut takes it back.
  const tx = db.transaction<Tables, "readwrite">(["rows", "queues"], "readwrite", { durability: "strict" });
  const end = tx.done.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  try {
    await work(tx);
  } catch (error) {
    abort(tx);
    await end;
    throw tx.error ?? error;
  }
  const failure = await end;
  if (failure !== null) throw failure.error;
}

/** It may have ended by itself, with the request that failed. */
function abort(tx: WriteTransaction): void {
  try {
    tx.abort();
  } catch {
    return;
  }
}
