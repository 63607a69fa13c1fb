import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { join } from "node:path";
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from "drizzle-kit/api";
import { connect } from "#registry/storage/sqlite/connect.ts";
import { migrate } from "#registry/storage/sqlite/migrate.ts";
import { listMigrations } from "#registry/storage/sqlite/migrations.ts";
import * as schema from "#registry/storage/sqlite/schema.ts";
import { withScratchFile } from "./sqlite-file.ts";

const FOLDER = join(import.meta.dir, "../../../registry/src/storage/sqlite/migrations");

test("[S5] the embedded migrations are those that were generated", async () => {
  const journal: { entries: { tag: string }[] } = await Bun.file(join(FOLDER, "meta/_journal.json")).json();
  expect(listMigrations().map(({ tag }) => tag)).toEqual(journal.entries.map(({ tag }) => tag));
  for (const { tag, text } of listMigrations()) {
    expect(text).toBe(await Bun.file(join(FOLDER, `${tag}.sql`)).text());
  }
});

test("[S5] no change of the schema is without a migration", async () => {
  const newest = String(listMigrations().length - 1).padStart(4, "0");
  const generated = await Bun.file(join(FOLDER, `meta/${newest}_snapshot.json`)).json();
  const current = await generateSQLiteDrizzleJson({ ...schema });
  expect(Object.keys(current.tables)).toContain("log");
  expect(await generateSQLiteMigration(generated, current)).toEqual([]);
});

test("[S5] a bundle carries the migrations with it", async () => {
  const entry = join(FOLDER, "../connect.ts");
  const { outputs } = await Bun.build({ entrypoints: [entry], target: "bun" });
  expect(await outputs[0]?.text()).toContain("CREATE TABLE `sops`");
});

test("[S5] migrations run once, also with two registries on one new database", async () => {
  await withScratchFile(async (path) => {
    const clients = [connect(path).$client, connect(path).$client];
    const count = () => clients[0]?.query("SELECT count(*) FROM migrations").values();
    expect(count()).toEqual([[listMigrations().length]]);
    for (const client of clients) client.close();
  });
});

test("[S5] a migration that fails leaves the database as it was", () => {
  const client = new Database(":memory:");
  const steps = [
    { tag: "0", text: "CREATE TABLE a (x);" },
    { tag: "1", text: "CREATE TABLE b (x);\n--> statement-breakpoint\nCREATE TABLE a (x);" },
  ];
  expect(() => migrate(client, steps)).toThrow("already exists");
  expect(client.query("SELECT name FROM sqlite_master").all()).toEqual([]);
  migrate(client, steps.slice(0, 1));
  migrate(client, [...steps.slice(0, 1), { tag: "1", text: "CREATE TABLE b (x);" }]);
  expect(client.query("SELECT name FROM sqlite_master WHERE name IN ('a', 'b')").values()).toEqual([
    ["a"],
    ["b"],
  ]);
});

test("[S5] a database of a newer registry is refused", () => {
  const client = new Database(":memory:");
  migrate(client, [...listMigrations(), { tag: "9999_later", text: "CREATE TABLE later (x);" }]);
  expect(() => migrate(client, listMigrations())).toThrow("newer registry (migration 9999_later)");
});

test("[A11] a SOP made before there were members belongs to who made it", () => {
  const client = new Database(":memory:");
  migrate(client, listMigrations().slice(0, 1));
  client.run(`INSERT INTO sops (id, org_id, visibility, created_by, status, created_at, updated_at, version, head, name,
    name_folded, domain) VALUES ('kp:sop:1', 'main', 'private', 'ann', 'draft', 7, 9, 0, '', 'Bread', 'bread', 'd')`);
  migrate(client, listMigrations());
  expect(client.query("SELECT agent_id, role, since, guest FROM members").all()).toEqual([
    { agent_id: "ann", role: "owner", since: 7, guest: 0 },
  ]);
});
