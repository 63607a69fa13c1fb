import { expect, test } from "bun:test";
import { sweepPeers } from "#registry/peer/sweep.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import type { Peer } from "#registry/peer/peer.ts";

const { ping_ms, silence_ms, unread_bytes, handshake_ms } = DEFAULT_LIMITS;

interface Looks {
  readonly heardAt?: number;
  readonly isPaused?: boolean;
  readonly isWelcomed?: boolean;
  readonly initBytes?: number;
  readonly unread?: number;
}

/** As much of a peer as the sweep looks at, and what became of it. */
function peerAt(looks: Looks) {
  const seen: (number | "ping")[] = [];
  const { unread = 0, ...rest } = looks;
  const peer = {
    since: 0,
    heardAt: 0,
    pingedAt: 0,
    initBytes: 0,
    isPaused: false,
    isWelcomed: true,
    ...rest,
    wire: { unread: () => unread, ping: () => seen.push("ping"), hearsPresence: true, hearPresence() {} },
    close: (code: number) => seen.push(code),
  };
  return { peer: peer as unknown as Peer, seen };
}

function sweep(looks: Looks, ...times: number[]) {
  const { peer, seen } = peerAt(looks);
  for (const now of times) sweepPeers([peer], DEFAULT_LIMITS, now);
  return seen;
}

test("[P8] each socket is pinged once per period, and closed only after more than the silence allowed", () => {
  expect(sweep({}, ping_ms - 1)).toEqual([]);
  expect(sweep({}, ping_ms, ping_ms + 500, 2 * ping_ms)).toEqual(["ping", "ping"]);
  expect(sweep({}, silence_ms)).toEqual(["ping"]);
  expect(sweep({}, silence_ms + 1)).toEqual([4408]);
  expect(sweep({ heardAt: 1000 }, silence_ms + 1000)).toEqual(["ping"]);
});

test("[P8] [B2] who is kept waiting by the rate is not silent", () => {
  expect(sweep({ isPaused: true }, silence_ms + 1)).toEqual(["ping"]);
});

test("[P9] unread bytes count beyond the init, until that has been read", () => {
  const initBytes = 10_000;
  expect(sweep({ unread: unread_bytes }, 1)).toEqual([]);
  expect(sweep({ unread: unread_bytes + 1 }, 1)).toEqual([1013]);
  expect(sweep({ initBytes, unread: unread_bytes + initBytes }, 1)).toEqual([]);
  expect(sweep({ initBytes, unread: unread_bytes + initBytes + 1 }, 1)).toEqual([1013]);
  const { peer } = peerAt({ initBytes });
  sweepPeers([peer], DEFAULT_LIMITS, 1);
  expect(peer.initBytes).toBe(0);
});

test("[B3] a socket whose init does not come in time is closed", () => {
  expect(sweep({ isWelcomed: false }, handshake_ms)).toEqual([]);
  expect(sweep({ isWelcomed: false }, handshake_ms + 1)).toEqual([1013]);
});
