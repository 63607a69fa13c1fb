import type { Rooms } from "#registry/room/rooms.ts";
import type { Role } from "#schemas/protocol/document.ts";
import type { Access } from "./access.ts";
import type { SopNews } from "./sop-news.ts";

/** A role that is stored, and what it was; null: none. */
interface RoleChange {
  readonly sop: string;
  readonly agent: string;
  readonly before: Role | null;
  readonly role: Role | null;
}

/** Tells open connections what was stored, in the tick in which the caller knows of it. */
export interface LiveRights {
  roleChanged(change: RoleChange): void;
  /** Guests whose role and keys (hashes) are gone. */
  guestsEnded(sop: string, guests: readonly string[], keys: readonly string[]): void;
}

/** Makes the one way by which a change of rights reaches who is connected. */
export function createLiveRights(
  rooms: Pick<Rooms, "peek">,
  access: Pick<Access, "endKeys">,
  news: SopNews,
): LiveRights {
  function roleChanged({ sop, agent, before, role }: RoleChange): void {
    if (before === role) return;
    // A room that is being opened meanwhile reads the roles of who comes in by itself.
    rooms.peek(sop)?.rightsChanged(agent, role);
    if (role === null) news.removed(sop, [agent]);
    else if (before === null) news.shared(sop, agent);
    else news.roleChanged(sop, agent);
  }
  return {
    roleChanged,
    guestsEnded(sop, guests, keys) {
      for (const agent of guests) roleChanged({ sop, agent, before: "viewer", role: null });
      access.endKeys(keys);
    },
  };
}
