import type { Peer } from "#schemas/protocol/server-message.ts";

/** What a peer says of itself: absent members stay as they are, null clears. */
export interface PresenceFields {
  readonly cursor?: Peer["cursor"] | null | undefined;
  readonly selection?: Peer["selection"] | null | undefined;
  readonly viewport?: Peer["viewport"] | null | undefined;
  readonly typing?: Peer["typing"] | null | undefined;
  readonly moving?: Peer["moving"] | null | undefined;
  readonly status?: Peer["status"] | null | undefined;
}

/** What can change about a peer while it is here. */
export type PeerChange = PresenceFields & Pick<Partial<Peer>, "role" | "name">;

/** A message may have other members; they are nobody's news. */
const FIELDS = ["name", "role", "status", "cursor", "selection", "viewport", "typing", "moving"] as const;

/** Lays newer fields over what waits to be told: the latest value of each wins. */
export function mergeFields(waiting: PeerChange, newer: PeerChange): PeerChange {
  return { ...waiting, ...newer };
}

/** What would be news to who sees `info`: fields with another value than there, null for one that is cleared. */
export function findNews(info: Peer, change: PeerChange): PeerChange | null {
  const news: Record<string, unknown> = {};
  for (const name of FIELDS) {
    const wanted = change[name];
    if (wanted === undefined) continue;
    // A status cannot be absent: to clear it is to be active.
    const value = name === "status" ? (wanted ?? "active") : wanted;
    if (!Bun.deepEquals(info[name] ?? null, value)) news[name] = value;
  }
  return Object.keys(news).length === 0 ? null : news;
}

/** A peer after news of it. */
export function withNews(info: Peer, news: PeerChange): Peer {
  const entries = Object.entries({ ...info, ...news }).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as Peer;
}

/** A lost peer points at nothing, types nothing and drags nothing, until it is back. */
export const HIDDEN: PeerChange = { status: "away", cursor: null, typing: null, moving: null };

/** Makes a lost peer that is back what it was: what was hidden is shown again. */
export function unhide({ cursor, typing }: Pick<Peer, "cursor" | "typing">): PeerChange {
  return { status: "active", cursor: cursor ?? null, typing: typing ?? null };
}

/** All that presence can say of a peer, for who missed some of it. */
export function allFields(info: Peer): PeerChange {
  const { status, role, name, cursor = null, selection = null, viewport = null, typing = null } = info;
  const { moving = null } = info;
  return { status, role, name, cursor, selection, viewport, typing, moving };
}
