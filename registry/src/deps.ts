import type { Logger } from "pino";
import type { Access } from "./access/access.ts";
import type { LiveRights } from "./access/live-rights.ts";
import type { SopNews } from "./access/sop-news.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Fanout } from "./fanout/fanout.ts";
import type { Measures } from "./measures/measures.ts";
import type { PrometheusMeasures } from "./measures/prometheus.ts";
import type { PatchTurns } from "./peer/patch-turns.ts";
import type { Rooms } from "./room/rooms.ts";
import type { Storage } from "./storage/storage.ts";

/** What a request or a socket can reach; made once by the composition root, never at import time. */
export interface Deps {
  readonly config: Config;
  readonly storage: Storage;
  readonly access: Access;
  /** Tells open connections what changed about who may do what. */
  readonly rights: LiveRights;
  readonly news: SopNews;
  readonly rooms: Rooms;
  readonly fanout: Fanout;
  readonly clock: Clock;
  readonly log: Logger;
  /** How fast each peer's patches are taken, by socket and by HTTP alike. */
  readonly patchTurns: PatchTurns;
  readonly measures: Measures;
  /** The same, to be read. */
  readonly prometheus: Pick<PrometheusMeasures, "render" | "contentType">;
}
