import type { Role } from "#schemas/protocol/document.ts";
import type { Peer } from "#schemas/protocol/server-message.ts";
import { Members } from "./members.ts";
import type { RoomParts } from "./parts.ts";
import { RoomLocks } from "./room-locks.ts";
import { RoomPresence } from "./room-presence.ts";
import type { Connection, Encoded } from "./types.ts";

/** What a room gives to those in it. */
export interface CompanyHost {
  readonly parts: Pick<RoomParts, "clock" | "limits">;
  readonly publish: (message: Encoded) => void;
  /** Runs a step between two batches. */
  readonly between: (step: () => void) => void;
  readonly hasNode: (node: string) => boolean;
  /** False: the role of this agent was taken down to one that holds nothing, whatever it was when it asked. */
  readonly mayHold: (agent: string) => boolean;
  /** The room has ended: nobody is left to be told. */
  readonly isOver: () => boolean;
}

/** Who is in a room, what they do and what they hold. */
export class Company {
  readonly members = new Members();
  readonly presence: RoomPresence;
  readonly locks: RoomLocks;
  readonly #isOver: () => boolean;

  constructor(host: CompanyHost) {
    const { members } = this;
    this.#isOver = host.isOver;
    this.presence = new RoomPresence({ ...host, members, gone: (peer) => this.locks.dropPeer(peer) });
    this.locks = new RoomLocks({ ...host, members });
  }

  /** Nobody is here or waited for, and nothing is held. */
  get isEmpty(): boolean {
    return this.members.isEmpty && this.locks.table.isEmpty;
  }

  /** Who is here, as others see them; away ones too. */
  list(): Peer[] {
    return this.members.list();
  }

  /** A message of a peer came, whichever way. */
  heard(peer: string): void {
    if (!this.presence.heard(peer)) this.locks.heard(peer);
  }

  /** A connection ended with this close code. */
  leave(connection: Connection, code: number): void {
    if (this.#isOver()) this.members.leave(connection);
    else this.presence.leave(connection, code);
  }

  /** An agent's role is another now (already on disk): others see it, locks go. Null: none, nothing of it stays. */
  rightsChanged(agent: string, role: Role | null): void {
    this.presence.changeRole(agent, role);
    if (role === null || role === "viewer") this.locks.dropAgent(agent);
  }

  /** Ends what is over by `now`, ms. */
  sweep(now: number): void {
    this.presence.sweep(now);
    this.locks.sweep(now);
  }
}
