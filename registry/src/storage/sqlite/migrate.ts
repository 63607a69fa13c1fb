import type { Database } from "bun:sqlite";
import type { Migration } from "./migrations.ts";

/**
 * Brings a database up to the newest migration, in one transaction; does nothing where it is there already.
 * Throws where a newer registry has been at work on it: its tables are not known here.
 *
 * drizzle's own migrator reads files at run time, which a single executable has not, and looks before it locks,
 * so that two registries starting on one new database would both create the tables.
 */
export function migrate(client: Database, migrations: readonly Migration[]): void {
  client.transaction(() => runMissing(client, migrations)).immediate();
}

function runMissing(client: Database, migrations: readonly Migration[]): void {
  client.run(
    "CREATE TABLE IF NOT EXISTS migrations (tag text PRIMARY KEY NOT NULL, applied_at integer NOT NULL)",
  );
  const done = new Set(
    client
      .query<{ tag: string }, []>("SELECT tag FROM migrations")
      .all()
      .map((row) => row.tag),
  );
  const known = new Set(migrations.map((migration) => migration.tag));
  for (const tag of done) {
    if (!known.has(tag)) throw new Error(`the database was made by a newer registry (migration ${tag})`);
  }
  for (const { tag, text } of migrations) {
    if (done.has(tag)) continue;
    for (const statement of text.split("--> statement-breakpoint")) client.run(statement);
    client.query("INSERT INTO migrations (tag, applied_at) VALUES (?, ?)").run(tag, Date.now());
  }
}
