import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { bringBackStorage } from "#registry/storage/open.ts";
import { readSop } from "#tests/contract-client/http-client.ts";
import type { Op } from "#tests/contract-client/json.ts";
import { openPair } from "#tests/contract-client/pair.ts";
import { startRegistryProcess } from "#tests/contract-client/registry-process.ts";
import { echoOf } from "#tests/contract-client/expect-fate.ts";
import { makeDatabaseFile, startRegistry } from "#tests/support/registry.ts";
import { runCommand } from "./run-command.ts";

const setX = (x: number): Op => ({ op: "replace", path: "/nodes/a/position/x", value: x });

/** A database with one SOP at version 1, which nobody has open. */
async function makeDatabase() {
  const database = await makeDatabaseFile();
  const registry = await startRegistry(database);
  const { agent, sop, ann } = await openPair(registry.url);
  await echoOf(ann.edit([setX(1)]));
  await registry.stop();
  return { ...database, agent, sop, backup: join(dirname(database.file), "backup.sqlite") };
}

test("[K4] a backup is the database at one moment, made while the registry goes on writing", async () => {
  const registry = await startRegistryProcess();
  const backup = join(dirname(registry.databaseFile), "backups", "one.sqlite");
  const { agent, sop, ann } = await openPair(registry.url);
  await echoOf(ann.edit([setX(1)]));
  const done = new AbortController();
  const writing = (async () => {
    for (let x = 2; !done.signal.aborted; x++) await echoOf(ann.edit([setX(x)]));
  })();
  const end = await runCommand("back-up", registry.databaseFile, backup);
  done.abort();
  await writing;
  expect(end).toMatchObject({ code: 0 });
  expect(end.said).toMatch(/one\.sqlite: 1 SOPs with \d+ versions, \d+ agents; looked through and whole$/);
  await using restored = await startRegistry({ file: backup });
  const then = await readSop(restored.url, agent, sop.id);
  expect(then.version).toBeWithin(1, ann.version + 1);
  expect(then.graph.nodes["a"]?.position.x).toBe(then.version);
  await registry.remove();
});

test("[K4] a file that is there is not overwritten without --force; without a file it gets a name of its own", async () => {
  await using database = await makeDatabase();
  const { file, backup } = database;
  writeFileSync(backup, "precious");
  const refused = await runCommand("back-up", file, backup);
  expect(refused).toEqual({ code: 1, said: `${backup} is there already; --force overwrites it` });
  expect(readFileSync(backup, "utf8")).toBe("precious");
  expect((await runCommand("back-up", file, backup, "--force")).code).toBe(0);
  expect(new Database(backup).query("SELECT count(*) AS n FROM sops").get()).toEqual({ n: 1 });
  expect((await runCommand("back-up", file)).code).toBe(0);
  const [named = ""] = readdirSync(join(dirname(file), "backups"));
  expect(named).toMatch(/^registry-\d{8}T\d{6}Z\.sqlite$/);
  expect(await runCommand("back-up", file, file, "--force")).toMatchObject({ code: 1 });
});

test("[K4] what cannot be backed up leaves no file behind, and says why in one line", async () => {
  await using database = await makeDatabase();
  const { file, backup } = database;
  const missing = `${file}.not-there`;
  expect(await runCommand("back-up", missing, backup)).toEqual({
    code: 1,
    said: `${missing} is not there: nothing to back up`,
  });
  expect(existsSync(missing)).toBe(false);
  for (const words of [["a", "b"], ["--fast"]]) {
    const { code, said } = await runCommand("back-up", file, ...words);
    expect([code, said.split("\n")[1]]).toEqual([2, "usage: bun run backup [file] [--force]"]);
  }
  const other = join(dirname(file), "other.sqlite");
  new Database(other).run("CREATE TABLE notes (text)");
  expect(await runCommand("back-up", other, backup)).toMatchObject({ code: 1 });
  truncateSync(file, 20_000);
  const { code, said } = await runCommand("back-up", file, backup);
  expect({ code, lines: said.split("\n").length }).toEqual({ code: 1, lines: 1 });
  expect(readdirSync(dirname(file)).filter((name) => name.startsWith("backup"))).toEqual([]);
});

test("[K5] a restore is refused while a registry runs; after it the old database is kept aside", async () => {
  const registry = await startRegistryProcess();
  const { databaseFile: file } = registry;
  const backup = join(dirname(file), "backup.sqlite");
  const { agent, sop, ann } = await openPair(registry.url);
  await echoOf(ann.edit([setX(1)]));
  expect((await runCommand("back-up", file, backup)).code).toBe(0);
  await echoOf(ann.edit([setX(2)]));
  for (const words of [[], ["--force"]]) {
    expect(await runCommand("restore", file, backup, ...words)).toEqual({
      code: 1,
      said: `${file} is in use: stop the registry that runs on it first`,
    });
  }
  await echoOf(ann.edit([setX(3)]));
  // As by a power cut: what was acknowledged lies beside the file, in its log.
  await registry.kill();
  const end = await runCommand("restore", file, backup);
  const [aside = ""] = readdirSync(dirname(file)).filter((name) => name.includes(".before-restore-"));
  expect(end).toMatchObject({ code: 0 });
  expect(end.said).toEndWith(
    `1 SOPs with 1 versions, 1 agents; what was there is ${join(dirname(file), aside)}`,
  );
  expect(aside).toMatch(new RegExp(`^${basename(file)}\\.before-restore-\\d{8}T\\d{6}\\.\\d{3}Z$`));
  await registry.start();
  expect((await readSop(registry.url, agent, sop.id)).version).toBe(1);
  await using old = await startRegistry({ file: join(dirname(file), aside) });
  expect(await readSop(old.url, agent, sop.id)).toMatchObject({ version: 3 });
  await registry.remove();
});

test("[K5] what is no whole backup of a registry is refused, and the database stays as it is", async () => {
  await using database = await makeDatabase();
  const { file, backup } = database;
  expect((await runCommand("back-up", file, backup)).code).toBe(0);
  const before = readFileSync(file);
  const made = (name: string) => join(dirname(file), name);
  copyFileSync(backup, made("short.sqlite"));
  truncateSync(made("short.sqlite"), 30_000);
  writeFileSync(made("text.sqlite"), "no database".repeat(1000));
  new Database(made("other.sqlite")).run("CREATE TABLE notes (text)");
  copyFileSync(backup, made("newer.sqlite"));
  new Database(made("newer.sqlite")).run("INSERT INTO migrations VALUES ('9999_later', 1)");
  copyFileSync(backup, made("used.sqlite"));
  writeFileSync(made("used.sqlite-wal"), "x");
  const faults = {
    "absent.sqlite": "is not there",
    "short.sqlite": "cannot be read",
    "text.sqlite": "cannot be read",
    "other.sqlite": "is no database of a registry",
    "newer.sqlite": "was made by a newer registry",
    "used.sqlite": "is a database in use",
  };
  for (const [name, fault] of Object.entries(faults))
    expect(() => bringBackStorage(`sqlite:${file}`, made(name), "now", true)).toThrow(fault);
  const { code, said } = await runCommand("restore", file, made("short.sqlite"));
  expect({ code, lines: said.split("\n").length }).toEqual({ code: 1, lines: 1 });
  expect(await runCommand("restore", file)).toMatchObject({ code: 2 });
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(readdirSync(dirname(file)).filter((name) => /restor/.test(name))).toEqual([]);
});

test("[K5] a database that cannot be read is moved aside by --force alone; where there is none, none is", async () => {
  await using database = await makeDatabase();
  const { file, backup, agent, sop } = database;
  expect((await runCommand("back-up", file, backup)).code).toBe(0);
  writeFileSync(file, "lost".repeat(5000));
  const { code, said } = await runCommand("restore", file, backup);
  expect(code).toBe(1);
  expect(said).toContain("--force moves it aside");
  expect(bringBackStorage(`sqlite:${file}`, backup, "now", true)).toMatchObject({
    sops: 1,
    aside: `${file}.before-restore-now`,
  });
  const elsewhere = join(dirname(file), "new", "registry.sqlite");
  expect(bringBackStorage(`sqlite:${elsewhere}`, backup, "now", false)).toMatchObject({ aside: null });
  for (const each of [file, elsewhere]) {
    await using registry = await startRegistry({ file: each });
    expect(await readSop(registry.url, agent, sop.id)).toMatchObject({ version: 1 });
  }
});
