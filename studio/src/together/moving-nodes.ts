import type { Node } from "#schemas/graph/node.ts";
import type { Peer } from "#schemas/protocol/server-message.ts";
import { createDerived } from "./derived.ts";

type Places = ReadonlyMap<string, Node["position"]>;

const NOWHERE: Places = new Map();

/** Where others drag nodes to just now. */
export const movingNodes = createDerived<Places>(["peers", "status"], (sop, before = NOWHERE) =>
  placesOf(sop.status.link.kind === "open" ? sop.peers.values() : [], sop.peer, before),
);

/** Where peers but me drag nodes to; `before` where that is the same. */
export function placesOf(peers: Iterable<Peer>, me: string | null, before: Places): Places {
  const now = new Map<string, Node["position"]>();
  for (const { peer, moving } of peers) {
    if (peer !== me) for (const [id, place] of Object.entries(moving ?? {})) now.set(id, place);
  }
  const isSame =
    now.size === before.size && [...now].every(([id, place]) => isSamePlace(before.get(id), place));
  return isSame ? before : now;
}

const moved = new WeakMap<Node, Node>();

/** The nodes with those that others drag at their places; nothing moved gives the very same. */
export function withPlaces(nodes: readonly Node[], places: Places): readonly Node[] {
  if (places.size === 0) return nodes;
  return nodes.map((node) => {
    const place = places.get(node.id);
    if (place === undefined || isSamePlace(node.position, place)) return node;
    const known = moved.get(node);
    if (known !== undefined && isSamePlace(known.position, place)) return known;
    const there = { ...node, position: place };
    moved.set(node, there);
    return there;
  });
}

function isSamePlace(a: Node["position"] | undefined, b: Node["position"]): boolean {
  return a?.x === b.x && a.y === b.y;
}
