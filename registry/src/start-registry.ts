import type { Logger } from "pino";
import type { ServerMessageType } from "#schemas/protocol/server-message.ts";
import { SOP_RULES } from "#schemas/graph/rules.ts";
import { createAccess } from "./access/access.ts";
import { createLiveRights } from "./access/live-rights.ts";
import { createSopNews } from "./access/sop-news.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { openFanout } from "./fanout/open.ts";
import { publishMeasured } from "./measures/measured-fanout.ts";
import { createPrometheusMeasures } from "./measures/prometheus.ts";
import { createPatchTurns } from "./peer/patch-turns.ts";
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

/** What a room publishes when its SOP is another than before. */
const CHANGES: ReadonlySet<ServerMessageType> = new Set(["patch", "patches", "sop"]);

/** Puts the registry together and starts to listen. Throws when the address is taken. */
export function startRegistry({ config, clock, log, ...parts }: RegistryParts): Registry {
  const storage = nameFailures(parts.storage);
  const fanout = openFanout();
  const prometheus = createPrometheusMeasures(clock);
  const { measures } = prometheus;
  const news = createSopNews(storage, clock, log);
  const publish = publishMeasured(fanout, measures);
  const rooms = createRooms(storage, {
    log: storage.log,
    roleOf: (sop, agent) => storage.members.roleOf(sop, agent),
    commits: createGroupCommit(storage.log, log),
    snapshotTurns: createSnapshotTurns(),
    clock,
    limits: config.limits,
    rules: SOP_RULES,
    makeHead: createHeads(),
    publish(sop, message) {
      publish(sop, message);
      if (CHANGES.has(message.type)) news.updated(sop);
    },
    logger: log,
    measures,
  });
  const access = createAccess({ storage, config, clock, log });
  const rights = createLiveRights(rooms, access, news);
  const patchTurns = createPatchTurns(config.limits, clock, measures);
  const shared = { config, storage, access, rights, news, rooms, fanout, clock, log };
  const server = startServer({ ...shared, measures, prometheus, patchTurns });
  let stopped: Promise<void> | undefined;
  return {
    url: server.url,
    rooms,
    stop() {
      prometheus.stop();
      news.stop();
      stopped ??= server
        .stop()
        .then(() => access.stop())
        .then(() => storage.close());
      return stopped;
    },
  };
}
