import { readConfig } from "#registry/config.ts";
import { bringBackStorage, fileOf } from "#registry/storage/open.ts";
import { readArguments, runCommand, UsageFault } from "./arguments.ts";

/** `bun run restore <file> [--force]`: puts a backup in the place of the database of `KP_DATABASE_URL`. */
runCommand("usage: bun run restore <file> [--force]", () => {
  const { files, force } = readArguments(process.argv.slice(2), 1);
  const [file] = files;
  if (file === undefined) throw new UsageFault("which backup?");
  const { databaseUrl } = readConfig(process.env);
  const mark = new Date().toISOString().replaceAll(/[-:]/g, "");
  const { sops, versions, agents, aside } = bringBackStorage(databaseUrl, file, mark, force);
  const kept = aside === null ? "" : `; what was there is ${aside}`;
  return `${fileOf(databaseUrl)}: ${sops} SOPs with ${versions} versions, ${agents} agents${kept}`;
});
