import type { Logger } from "pino";
import { SOP_RULES } from "#schemas/graph/rules.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { openFanout } from "./fanout/open.ts";
import { publishMeasured } from "./measures/measured-fanout.ts";
import { createPrometheusMeasures } from "./measures/prometheus.ts";
import { createGroupCommit } from "./room/group-commit.ts";
import { createHeads } from "./room/heads.ts";
import { createRooms, type Rooms } from "./room/rooms.ts";
import { createSnapshotTurns } from "./room/snapshot-turns.ts";
import { startServer } from "./server.ts";
import { nameFailures } from "./storage/storage-failed.ts";
import type { Storage } from "./storage/storage.ts";

/** What the registry is made from; all of it from outside. */
export interface RegistryParts {
  readonly config: Config;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A registry that runs. */
export interface Registry {
  /** `http://host:port`. */
  readonly url: string;
  readonly rooms: Rooms;
  /** Finishes what was accepted, closes sockets with 1012, then the storage. Safe to call again. */
  stop(): Promise<void>;
}

/** Puts the registry together and starts to listen. Throws when the address is taken. */
export function startRegistry({ config, clock, log, ...parts }: RegistryParts): Registry {
  const storage = nameFailures(parts.storage);
  const fanout = openFanout();
  const prometheus = createPrometheusMeasures(clock);
  const { measures } = prometheus;
  const rooms = createRooms(storage, {
    log: storage.log,
    commits: createGroupCommit(storage.log, log),
    snapshotTurns: createSnapshotTurns(),
    clock,
    limits: config.limits,
    rules: SOP_RULES,
    makeHead: createHeads(),
    publish: publishMeasured(fanout, measures),
    logger: log,
    measures,
  });
  const server = startServer({ config, storage, rooms, fanout, clock, log, measures, prometheus });
  let stopped: Promise<void> | undefined;
  return {
    url: server.url,
    rooms,
    stop() {
      prometheus.stop();
      stopped ??= server.stop().then(() => storage.close());
      return stopped;
    },
  };
}
