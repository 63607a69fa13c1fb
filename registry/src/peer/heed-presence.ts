import type { Peer } from "./peer.ts";

/**
 * Whoever has left more than this unread gets no presence until half of it is read: where others point is the first
 * thing that a slow reader can do without, and patches must not wait behind it.
 */
export const PRESENCE_UNREAD_BYTES = 256 * 1024;

/** Stops and starts presence for a socket by what waits there beyond its init; who missed some is told all of it. */
export function heedPresence(peer: Pick<Peer, "wire" | "sendPresence">, unread: number): void {
  const { wire } = peer;
  if (wire.hearsPresence && unread > PRESENCE_UNREAD_BYTES) return wire.hearPresence(false);
  if (wire.hearsPresence || unread > PRESENCE_UNREAD_BYTES / 2) return;
  peer.sendPresence();
  wire.hearPresence(true);
}
