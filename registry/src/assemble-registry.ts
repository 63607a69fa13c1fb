import type { WebSocketHandler } from "bun";
import type { Logger } from "pino";
import { SOP_RULES } from "#schemas/graph/rules.ts";
import type { ServerMessageType } from "#schemas/protocol/server-message.ts";
import { createAccess } from "./access/access.ts";
import { createLiveRights } from "./access/live-rights.ts";
import { createSopNews } from "./access/sop-news.ts";
import { createAnswer, type AnswerRequest } from "./answer.ts";
import type { Chance } from "./chance.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Fanout } from "./fanout/fanout.ts";
import { openFanout } from "./fanout/open.ts";
import { publishMeasured } from "./measures/measured-fanout.ts";
import { createPrometheusMeasures } from "./measures/prometheus.ts";
import type { Pace } from "./pace.ts";
import type { Page } from "./page/page.ts";
import { createPatchTurns } from "./peer/patch-turns.ts";
import { createSockets, type SocketData } from "./peer/sockets.ts";
import { startRetention } from "./retention.ts";
import { createGroupCommit } from "./room/group-commit.ts";
import { createRooms, type Rooms } from "./room/rooms.ts";
import { createSnapshotTurns } from "./room/snapshot-turns.ts";
import { nameFailures } from "./storage/storage-failed.ts";
import type { Storage } from "./storage/storage.ts";

/** What the registry is made from; all of it from outside. */
export interface RegistryParts {
  readonly config: Config;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly chance: Chance;
  readonly log: Logger;
  /** The studio; absent or null: calls alone are answered. */
  readonly page?: Page | null;
}

/** A registry that is all there but for what listens. */
export interface AssembledRegistry {
  readonly rooms: Rooms;
  /** Answers a request; undefined: it became a socket. Never rejects. */
  readonly answer: AnswerRequest;
  /** What is to be called of each socket that `answer` upgraded. */
  readonly sockets: WebSocketHandler<SocketData>;
  /** Tells how to publish to the sockets that subscribed to a topic. */
  readonly useSockets: Fanout["useSockets"];
  /** Lets rooms finish what they accepted and close their sockets with 1012. */
  drain(): Promise<void>;
  /** After it, when nothing can come in any more: ends the rest, the storage last. */
  end(): Promise<void>;
}

/** What a room publishes when its SOP is another than before. */
const CHANGES: ReadonlySet<ServerMessageType> = new Set(["patch", "patches", "sop"]);

/** Puts the registry together. It starts its timers, and listens to nothing. */
export function assembleRegistry(parts: RegistryParts): AssembledRegistry {
  const { config, clock, pace, log } = parts;
  const storage = nameFailures(parts.storage);
  const fanout = openFanout();
  const prometheus = createPrometheusMeasures(clock);
  const { measures } = prometheus;
  const news = createSopNews(storage, clock, log);
  const publish = publishMeasured(fanout, measures);
  const rooms = createRooms(storage, {
    log: storage.log,
    roleOf: (sop, agent) => storage.members.roleOf(sop, agent),
    commits: createGroupCommit(storage.log, log, pace),
    snapshotTurns: createSnapshotTurns(pace),
    clock,
    pace,
    chance: parts.chance,
    limits: config.limits,
    rules: SOP_RULES,
    publish(sop, message) {
      publish(sop, message);
      if (CHANGES.has(message.type)) news.updated(sop);
    },
    logger: log,
    measures,
  });
  const retention = startRetention({ sops: storage.sops, clock, limits: config.limits, log });
  const access = createAccess({ storage, config, clock, log });
  const rights = createLiveRights(rooms, access, news);
  const patchTurns = createPatchTurns(config.limits, clock, measures);
  const { limits } = config;
  const sockets = createSockets({ rooms, access, clock, limits, logger: log, patchTurns }, measures);
  const shared = { config, storage, access, rights, news, rooms, fanout, clock, log };
  return {
    rooms,
    answer: createAnswer({ ...shared, measures, prometheus, patchTurns }, parts.page ?? null),
    sockets: sockets.handler,
    useSockets: (toSockets) => fanout.useSockets(toSockets),
    async drain() {
      prometheus.stop();
      news.stop();
      await rooms.closeAll();
      sockets.stop();
    },
    async end() {
      await access.stop();
      await retention.stop();
      await storage.close();
    },
  };
}
