import type { Peer } from "#schemas/protocol/server-message.ts";
import { HIDDEN, mergeFields, type PeerChange, unhide, withNews } from "./presence.ts";
import type { Connection } from "./types.ts";

/** A peer in a room: connected, or lost and waited for. */
export interface Place {
  /** As others were told. */
  info: Peer;
  /** What they are to be told next. */
  waiting: PeerChange | null;
  /** When others were last told something of it, ms. */
  toldAt: number;
  /** When its last message but `ping` came, ms. */
  heardAt: number;
  /** It named its client, so it can come back under that name. */
  readonly isNamed: boolean;
  state: Here | Away;
}

interface Here {
  readonly kind: "here";
  readonly connection: Connection;
}

interface Away {
  readonly kind: "away";
  /** When it is gone for good, ms. */
  readonly until: number;
  /** What it will show again if it comes back in time. */
  readonly hidden: Pick<Peer, "cursor" | "typing">;
}

/** The place of a peer that comes in for the first time. */
export function createPlace(connection: Connection, info: Peer, isNamed: boolean, now: number): Place {
  return {
    info,
    waiting: null,
    toldAt: Number.NEGATIVE_INFINITY,
    heardAt: now,
    isNamed,
    state: { kind: "here", connection },
  };
}

/** Adds to what others are to be told. */
export function wait(place: Place, change: PeerChange): void {
  place.waiting = place.waiting === null ? change : mergeFields(place.waiting, change);
}

/** The connection was lost: the place is kept until `until`, ms. */
export function goAway(place: Place, until: number): void {
  const { cursor, typing } = withNews(place.info, place.waiting ?? {});
  place.state = { kind: "away", until, hidden: { cursor, typing } };
  wait(place, HIDDEN);
}

/** A connection takes the place over; the one that was in it before is returned. */
export function takeOver(place: Place, connection: Connection, now: number): Connection | undefined {
  const { state } = place;
  wait(place, state.kind === "away" ? unhide(state.hidden) : { status: "active" });
  place.heardAt = now;
  place.state = { kind: "here", connection };
  return state.kind === "here" ? state.connection : undefined;
}
