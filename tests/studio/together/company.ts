import type { Peer } from "#schemas/protocol/server-message.ts";

/** Somebody's tab; `peer` as `<agent>/<client>`. */
export function peerOf(peer: string, more: Partial<Peer> = {}): Peer {
  const agent = peer.slice(0, peer.indexOf("/"));
  return {
    peer,
    agent,
    name: agent.toUpperCase(),
    color: "#4363d8",
    role: "editor",
    connected_at: 1,
    status: "active",
    ...more,
  };
}
