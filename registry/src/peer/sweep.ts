import type { Limits } from "#schemas/limits.ts";
import { CLOSE } from "#schemas/protocol/close-codes.ts";
import { heedPresence } from "./heed-presence.ts";
import type { Peer } from "./peer.ts";
import { SLOW_READER } from "./slow-reader.ts";

/** How often all sockets are looked over by one timer: a timer for each would cost more memory than the peer. */
export const SWEEP_MS = 500;

/** Looks over the sockets: closes slow readers, silent ones and those never welcomed, and pings the rest in time. */
export function sweepPeers(peers: Iterable<Peer>, limits: Limits, now: number): void {
  for (const peer of peers) {
    const unread = peer.wire.unread();
    if (unread === 0) peer.initBytes = 0;
    if (peer.isWelcomed) heedPresence(peer, unread - peer.initBytes);
    if (unread > limits.unread_bytes + peer.initBytes) {
      peer.close(CLOSE.overloaded, SLOW_READER);
    } else if (!peer.isWelcomed && now - peer.since > limits.handshake_ms) {
      peer.close(CLOSE.overloaded, "the SOP took too long to open");
    } else if (!peer.isPaused && now - peer.heardAt > limits.silence_ms) {
      peer.close(CLOSE.silent, "silent for too long");
    } else if (now - peer.pingedAt >= limits.ping_ms) {
      peer.pingedAt = now;
      peer.wire.ping();
    }
  }
}
