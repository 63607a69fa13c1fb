import { dirname, join } from "node:path";
import { readConfig } from "#registry/config.ts";
import { backUpStorage, fileOf } from "#registry/storage/open.ts";
import { readArguments, runCommand } from "./arguments.ts";

/** `bun run backup [file] [--force]`: copies the database of `KP_DATABASE_URL`, also while a registry runs on it. */
runCommand("usage: bun run backup [file] [--force]", () => {
  const { files, force } = readArguments(process.argv.slice(2), 1);
  const { databaseUrl } = readConfig(process.env);
  const file = files[0] ?? join(dirname(fileOf(databaseUrl)), "backups", `registry-${stampNow()}.sqlite`);
  const { sops, versions, agents } = backUpStorage(databaseUrl, file, force);
  return `${file}: ${sops} SOPs with ${versions} versions, ${agents} agents; looked through and whole`;
});

/** Sorts by time, and is a name on every system. */
function stampNow(): string {
  return new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
}
