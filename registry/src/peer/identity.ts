import type { Logger } from "pino";
import type { Access } from "#registry/access/access.ts";
import type { Caller } from "#registry/access/keys.ts";
import type { Clock } from "#registry/clock.ts";
import type { PatchTurns } from "./patch-turns.ts";
import type { Rooms } from "#registry/room/rooms.ts";
import type { Entry } from "#registry/room/types.ts";
import type { Limits } from "#schemas/limits.ts";

/** What all peers share. */
export interface PeerParts {
  readonly rooms: Rooms;
  readonly access: Pick<Access, "sessions" | "identify">;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly patchTurns: Pick<PatchTurns, "hold">;
}

/** Who a connection is and how it enters its room; settled before the upgrade. */
export interface PeerIdentity {
  readonly sop: string;
  readonly peer: string;
  readonly agent: string;
  readonly entry: Entry;
  readonly caller: Caller;
}
