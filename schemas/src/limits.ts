const KIB = 1024;
const MIB = 1024 * KIB;
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Every bound and time of the contract, with its default. The registry reads `KP_LIMIT_<NAME>` for each
 * (`registry/src/config.ts`) and tells clients those in `CLIENT_LIMITS` in `init.limits`.
 */
export const DEFAULT_LIMITS = {
  /** Largest frame, and largest PATCH body, in bytes. */
  frame_bytes: MIB,
  /** Largest POST and PUT body, in bytes: a whole graph with room to spare. */
  body_bytes: 5 * MIB,
  ops: 1000,
  pointer_chars: 1024,
  /** Levels from the graph's root down through the value. */
  depth: 32,
  value_bytes: 256 * KIB,
  nodes: 5000,
  edges: 10_000,
  graph_bytes: 4 * MIB,
  /** Patches per second and peer; beyond it they wait, in order. */
  patch_rate: 200,
  patch_burst: 400,
  /** Patches of one peer that may wait; one more closes with 4429. */
  patch_queue: 1000,
  /** Calls per second and key, each of which may be a patch at `patch_rate`, with as many reads beside it … */
  call_rate: 400,
  /** … and at once: a whole `patch_queue` after a whole `patch_burst`, and some reads. */
  call_burst: 2000,
  /** Calls per second and address, with or without a key: an office behind one address, or a host full of agents … */
  address_rate: 2000,
  /** … and at once: after a restart 10,000 sockets may come back from one proxy within seconds. */
  address_burst: 20_000,
  /** Agents that may register from one address: nobody registers by the hundred but to fill the disk. */
  registrations_per_minute: 120,
  registration_burst: 300,
  /** Looking at and accepting invites, per address: each makes a guest, or tries a token. */
  invite_calls_per_minute: 240,
  invite_burst: 300,
  /** Refused keys, tokens and tickets per address before 429: a client with an old key tries again and again. */
  auth_failures_per_minute: 120,
  auth_failure_burst: 200,
  /** Presence messages per second and peer; the rest is dropped, the latest value wins. */
  presence_rate: 60,
  peers: 500,
  /** Bytes a socket may leave unread beyond its init before 1013. */
  unread_bytes: 4 * MIB,
  lock_nodes: 200,
  messages: 100,
  handshake_ms: 10 * SECOND_MS,
  silence_ms: 60 * SECOND_MS,
  ping_ms: 25 * SECOND_MS,
  idle_ms: 60 * SECOND_MS,
  grace_ms: 30 * SECOND_MS,
  lock_ms: 5 * MINUTE_MS,
  /** A room without peers leaves memory after this. */
  room_idle_ms: 30 * SECOND_MS,
  /** How long a late patch can still be judged by its own time. */
  horizon_ms: 30 * DAY_MS,
  /** How long the full result of a patch, and the content of something removed, is kept. */
  results_ms: 7 * DAY_MS,
  /** How long a deleted SOP can be brought back. */
  undelete_ms: 30 * DAY_MS,
  /** Log rows younger than this are kept … */
  log_ms: 30 * DAY_MS,
  /** … and at least this many of the newest. */
  log_versions: 10_000,
  /** After so many versions a SOP gets a snapshot at the earliest … */
  snapshot_rows: 500,
  /** … and one that is large for them after four times as many, not before this has passed since the last one. */
  snapshot_ms: 2 * SECOND_MS,
  /** Named versions of a SOP: each keeps a whole graph. */
  named_versions: 1000,
} as const satisfies Record<string, number>;

export type LimitName = keyof typeof DEFAULT_LIMITS;
export type Limits = Readonly<Record<LimitName, number>>;

/** The bounds that a client can meet, told in `init.limits`. */
const CLIENT_LIMITS = [
  "frame_bytes",
  "body_bytes",
  "ops",
  "pointer_chars",
  "depth",
  "value_bytes",
  "nodes",
  "edges",
  "graph_bytes",
  "patch_rate",
  "patch_burst",
  "patch_queue",
  "presence_rate",
  "peers",
  "unread_bytes",
  "lock_nodes",
  "messages",
  "handshake_ms",
  "silence_ms",
  "ping_ms",
  "horizon_ms",
] as const satisfies readonly LimitName[];

/** `init.limits`; `short`: without those that are the default, for a client that knows the defaults (P15). */
export function clientLimits(limits: Limits, short: boolean): Record<string, number> {
  const told = short ? CLIENT_LIMITS.filter((name) => limits[name] !== DEFAULT_LIMITS[name]) : CLIENT_LIMITS;
  return Object.fromEntries(told.map((name) => [name, limits[name]]));
}
