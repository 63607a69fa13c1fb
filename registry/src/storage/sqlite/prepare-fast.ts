import type { SQLQueryBindings } from "bun:sqlite";
import type { Db } from "./connect.ts";

/**
 * A statement in drizzle's words, run by bun itself with its values in the order of the placeholders (of an
 * insert: of the table's columns). For what runs once per patch: 1.6 µs a row, against 2.1 by way of drizzle.
 */
export function prepareFast<Row, Values extends SQLQueryBindings[]>(
  db: Db,
  query: { toSQL(): { sql: string } },
) {
  return db.$client.prepare<Row, Values>(query.toSQL().sql);
}
