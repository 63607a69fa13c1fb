import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSystemChance } from "#registry/chance.ts";
import { type Clock, systemClock } from "#registry/clock.ts";
import { type Config, readConfig } from "#registry/config.ts";
import { createLog } from "#registry/log.ts";
import { systemPace } from "#registry/pace.ts";
import { openPage } from "#registry/page/open-page.ts";
import { startRegistry as start } from "#registry/start-registry.ts";
import type { Rooms } from "#registry/room/rooms.ts";
import { openStorage } from "#registry/storage/open.ts";
import type { Storage } from "#registry/storage/storage.ts";
import type { Limits } from "#schemas/limits.ts";

/** What a test may set of its registry. */
export interface TestOptions {
  readonly limits?: Partial<Limits>;
  readonly config?: Partial<Config>;
  readonly clock?: Clock;
  /** Puts a storage that misbehaves around the real one. */
  readonly wrap?: (storage: Storage) => Storage;
  /** A database file that outlives the registry; default: one of its own. */
  readonly file?: string;
}

/** A registry in this process, on a port of its own, with a real SQLite file. */
export interface TestRegistry {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** The same for sockets. */
  readonly wsUrl: string;
  readonly storage: Storage;
  readonly rooms: Rooms;
  /** Stops it; another one may be started on the same file. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a registry; `await using` ends it. */
export async function startRegistry(options: TestOptions = {}): Promise<TestRegistry> {
  const folder = options.file === undefined ? await makeFolder() : undefined;
  const file = options.file ?? join(folder ?? "", "registry.sqlite");
  const defaults = readConfig({ KP_PORT: "0", KP_LOG_LEVEL: "silent" });
  const limits = { ...defaults.limits, ...options.limits };
  const config: Config = { ...defaults, ...options.config, limits };
  const opened = await openStorage(`sqlite:${file}`);
  const storage = options.wrap?.(opened) ?? opened;
  const log = createLog(config.logLevel);
  const clock = options.clock ?? systemClock;
  const outside = { clock, pace: systemPace, chance: createSystemChance() };
  // The studio is built when the first test asks for it, not before.
  const registry = start({ config, storage, ...outside, log, page: openPage(config, log) });
  const stop = () => registry.stop();
  return {
    url: registry.url,
    wsUrl: registry.url.replace(/^http/, "ws"),
    storage,
    rooms: registry.rooms,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A folder for a database that outlives its registry; `await using` removes it. */
export async function makeDatabaseFile(): Promise<{
  readonly file: string;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const folder = await makeFolder();
  return {
    file: join(folder, "registry.sqlite"),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "registry-"));
}
