import type { Role } from "#schemas/protocol/document.ts";
import type { InitMessage, Peer, ServerMessage } from "#schemas/protocol/server-message.ts";
import type { ToldEnvelope } from "../types.ts";

/** Who is here, who holds what, and what the registry says of the SOP beside its graph. */
export interface Company {
  readonly peers: ReadonlyMap<string, Peer>;
  readonly locks: ReadonlyMap<string, string>;
  readonly envelope: ToldEnvelope;
  readonly role: Role | null;
  readonly peer: string | null;
  /** From the store, before the registry was reached. */
  recall(peer: string, role: Role, envelope: ToldEnvelope): void;
  enter(init: InitMessage): void;
  hear(
    message: Extract<ServerMessage, { type: "join" | "leave" | "presence" | "locks" | "sop" | "role" }>,
  ): void;
}

export function createCompany(): Company {
  const peers = new Map<string, Peer>();
  const locks = new Map<string, string>();
  let envelope: ToldEnvelope = {};
  let role: Role | null = null;
  let peer: string | null = null;
  return {
    peers,
    locks,
    get envelope() {
      return envelope;
    },
    get role() {
      return role;
    },
    get peer() {
      return peer;
    },
    recall(oldPeer, oldRole, oldEnvelope) {
      [peer, role, envelope] = [oldPeer, oldRole, oldEnvelope];
    },
    enter({ you, sop, ...init }) {
      [peer, role] = [you.peer, you.role];
      peers.clear();
      for (const one of init.peers) peers.set(one.peer, one);
      locks.clear();
      for (const [node, holder] of Object.entries(init.locks)) locks.set(node, holder);
      if (sop === undefined) return;
      const { graph: _, ...rest } = sop;
      envelope = rest;
    },
    hear(message) {
      switch (message.type) {
        case "join":
          return void peers.set(message.peer.peer, message.peer);
        case "leave":
          return void peers.delete(message.peer);
        case "presence":
          for (const [name, changes] of Object.entries(message.peers)) {
            const known = peers.get(name);
            if (known !== undefined) peers.set(name, merge(known, changes));
          }
          return;
        case "locks":
          for (const [node, holder] of locks) if (holder === message.peer) locks.delete(node);
          for (const node of message.nodes) locks.set(node, message.peer);
          return;
        case "sop": {
          const { type: _, ...changes } = message;
          envelope = { ...envelope, ...changes };
          return;
        }
        case "role":
          role = message.role;
          envelope = { ...envelope, role };
      }
    },
  };
}

/** Null clears. */
function merge(peer: Peer, changes: object): Peer {
  const merged = Object.entries({ ...peer, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(merged) as Peer;
}
