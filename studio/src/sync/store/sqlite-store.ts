import type { DatabaseSync } from "node:sqlite";
import type { Json } from "#schemas/json.ts";
import type { Cancel } from "../env.ts";
import { createHeldNames } from "./queue-names.ts";
import { compareRows } from "./row-order.ts";
import { toStoreError } from "./sqlite-error.ts";
import { type Statements, prepareStatements } from "./sqlite-statements.ts";
import type { QueueName, SyncStore, Write } from "./store.ts";

/**
 * A store on a database that is nobody else's; `letGo` is called when it is closed. Every call does its work before it
 * returns: SQLite is synchronous, so the order of the calls is the order on disk.
 */
export function createSqliteStore(db: DatabaseSync, letGo: Cancel): SyncStore {
  const names = createHeldNames();
  const statements = prepare(db, letGo);
  let isClosed = false;

  /** As a promise, and with errors that speak of the store. */
  const run = async <T>(work: () => T): Promise<T> => {
    if (isClosed) throw new Error("the store is closed");
    try {
      return work();
    } catch (error) {
      throw toStoreError(error);
    }
  };

  return {
    hold: (queue) => run(() => names.hold(queue)),
    queues: (scope) => run(() => statements.queues.all(scope).map(toQueueName)),
    read: ({ scope, client }) => run(() => statements.read.all(scope, client).map(toRow).sort(compareRows)),
    write: (queue, writes) => run(() => inTransaction(db, () => applyWrites(statements, queue, writes))),
    drop: ({ scope, client }) =>
      run(() =>
        inTransaction(db, () => {
          statements.dropRows.run(scope, client);
          statements.dropQueue.run(scope, client);
        }),
      ),
    async close() {
      if (isClosed) return;
      isClosed = true;
      names.freeAll();
      db.close();
      letGo();
    },
  };
}

function prepare(db: DatabaseSync, letGo: Cancel): Statements {
  try {
    return prepareStatements(db);
  } catch (error) {
    letGo();
    throw toStoreError(error);
  }
}

function applyWrites(statements: Statements, { scope, client }: QueueName, writes: readonly Write[]): void {
  for (const write of writes) {
    if ("put" in write) {
      const { kind, key, value } = write.put;
      statements.put.run(scope, client, kind, key, JSON.stringify(value));
    } else if ("remove" in write) {
      statements.remove.run(scope, client, write.remove.kind, write.remove.key);
    } else {
      statements.clear.run(scope, client, write.clear);
    }
  }
  if (statements.hasRows.get(scope, client)) statements.touch.run(scope, client);
  else statements.dropQueue.run(scope, client);
}

function inTransaction(db: DatabaseSync, work: () => void): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    work();
    db.exec("COMMIT");
  } catch (error) {
    rollBack(db);
    throw error;
  }
}

/** A full disk ends the transaction by itself; there is nothing to roll back then, and no reason to hide why. */
function rollBack(db: DatabaseSync): void {
  try {
    db.exec("ROLLBACK");
  } catch {
    return;
  }
}

function toQueueName(row: Record<string, unknown>): QueueName {
  return { scope: row["scope"] as string, client: row["client"] as string };
}

function toRow(row: Record<string, unknown>) {
  const value = JSON.parse(row["value"] as string) as Json;
  return { kind: row["kind"] as string, key: row["key"] as string, value };
}
