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

/** Does the writes in one transaction. */
export function writeRows(db: SyncDatabase, queue: QueueName, writes: readonly Write[]): Promise<void> {
  return inTransaction(db, async (tx) => {
    await Promise.all(writes.map((write) => applyWrite(tx, queue, write)));
    await touch(tx, queue);
  });
}

/** Removes a queue with its rows. */
export function dropRows(db: SyncDatabase, { scope, client }: QueueName): Promise<void> {
  return inTransaction(db, async (tx) => {
    await tx.objectStore("rows").delete(keysUnder(scope, client));
    await tx.objectStore("queues").delete([scope, client]);
  });
}

async function applyWrite(tx: WriteTransaction, { scope, client }: QueueName, write: Write): Promise<void> {
  const rows = tx.objectStore("rows");
  if ("put" in write) await rows.put({ scope, client, ...write.put });
  else if ("remove" in write) await rows.delete([scope, client, write.remove.kind, write.remove.key]);
  else await rows.delete(keysUnder(scope, client, write.clear));
}

/** A queue with rows is the one written last now; one without is none. */
async function touch(tx: WriteTransaction, { scope, client }: QueueName): Promise<void> {
  const queues = tx.objectStore("queues");
  const anyRow = await tx.objectStore("rows").getKey(keysUnder(scope, client));
  if (anyRow === undefined) return queues.delete([scope, client]);
  const newest = await queues.index("written").openCursor(null, "prev");
  await queues.put({ scope, client, written: (newest?.value.written ?? 0) + 1 });
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
