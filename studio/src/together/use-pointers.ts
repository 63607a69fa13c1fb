import type { Peer } from "#schemas/protocol/server-message.ts";
import { createDerived, useDerived } from "./derived.ts";
import { isAgent } from "./tell-agents.ts";

/** Somebody who points at something on the canvas; where to is not part of it, since that changes all the time. */
export interface Pointer {
  readonly peer: string;
  readonly agent: string;
  readonly name: string;
  readonly color: string;
  readonly isAgent: boolean;
}

const pointers = createDerived<readonly Pointer[]>(["peers", "status"], (sop, before = []) =>
  // Without a connection nobody knows where they point.
  pointersOf(sop.status.link.kind === "open" ? sop.peers.values() : [], sop.peer, before),
);

/** Who points at something, besides me; the component renders again when one comes or goes, and for no movement. */
export function usePointers(): readonly Pointer[] {
  return useDerived(pointers, all);
}

const all = (pointers: readonly Pointer[]) => pointers;

/** Who points at something; those who are away do not. What is as in `before` is the same object. */
export function pointersOf(
  peers: Iterable<Peer>,
  me: string | null,
  before: readonly Pointer[],
): readonly Pointer[] {
  const old = new Map(before.map((pointer) => [pointer.peer, pointer]));
  const now = [...peers]
    .filter(({ peer, status, cursor }) => peer !== me && status !== "away" && cursor !== undefined)
    .map((peer) => {
      const known = old.get(peer.peer);
      return known?.name === peer.name && known.color === peer.color ? known : toPointer(peer);
    });
  const isSame = now.length === before.length && now.every((pointer, i) => pointer === before[i]);
  return isSame ? before : now;
}

function toPointer(peer: Peer): Pointer {
  const { agent, name, color } = peer;
  return { peer: peer.peer, agent, name, color, isAgent: isAgent(peer) };
}
