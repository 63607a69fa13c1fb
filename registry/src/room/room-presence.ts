import { CLOSE } from "#schemas/protocol/close-codes.ts";
import type { Role } from "#schemas/protocol/document.ts";
import type { Members } from "./members.ts";
import type { RoomParts } from "./parts.ts";
import { type Place, wait } from "./places.ts";
import { allFields, findNews, type PeerChange, type PresenceFields, withNews } from "./presence.ts";
import type { Connection, Encoded } from "./types.ts";

/** The shortest time between two presence messages of a room, ms: 30 a second is what eyes take for movement. */
const LEAST_PERIOD_MS = 33;

/** The period grows with the room, since each message goes to everybody and tells of everybody. */
const PERIOD_MS_PER_PEER = 0.5;

/** A message is full after this: it goes to everybody, and a selection may name a thousand nodes. */
const MESSAGE_CHARS = 128 * 1024;

/** Codes that say that the peer went on purpose or has no right to be here: its place is not kept. */
const GOES_FOR_GOOD: ReadonlySet<number> = new Set([
  CLOSE.normal,
  CLOSE.going_away,
  // What a close without a code is told as.
  1005,
  CLOSE.unauthenticated,
  CLOSE.forbidden,
  CLOSE.not_found,
  CLOSE.deleted,
]);

/** What a room's presence is made from. */
export interface PresenceHost {
  readonly parts: Pick<RoomParts, "clock" | "limits">;
  readonly members: Members;
  readonly publish: (message: Encoded) => void;
  /** A peer is gone for good; called before others hear `leave`. */
  readonly gone: (peer: string) => void;
}

/** Who is here and what they do, told to the room: together, only what changed, the latest value of each. */
export class RoomPresence {
  readonly #host: PresenceHost;
  readonly #changed = new Set<Place>();
  #isDue = false;
  /** When the room was told last, ms. */
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(host: PresenceHost) {
    this.#host = host;
  }

  /** A peer says something of itself; one that is not connected is not listened to. */
  merge(peer: string, fields: PresenceFields): void {
    const place = this.#host.members.find(peer);
    if (place?.state.kind !== "here") return;
    place.heardAt = this.#host.parts.clock.now();
    this.#tell(place, { status: "active", ...fields });
  }

  /** A message of a peer came: it is active. False: it is not connected. */
  heard(peer: string): boolean {
    const place = this.#host.members.find(peer);
    if (place?.state.kind !== "here") return false;
    place.heardAt = this.#host.parts.clock.now();
    const isActive = (place.waiting?.status ?? place.info.status) === "active";
    if (!isActive) this.#tell(place, { status: "active" });
    return true;
  }

  /** A place was entered or taken over: others hear what that changed. */
  entered(place: Place): void {
    if (place.waiting !== null) this.#tell(place, {});
  }

  /** A connection ended with this code: its peer is away for a while, or gone. */
  leave(connection: Connection, code: number): void {
    const { members, parts } = this.#host;
    const until = GOES_FOR_GOOD.has(code) ? undefined : parts.clock.now() + parts.limits.grace_ms;
    const place = members.find(connection.peer);
    const leaving = members.leave(connection, until);
    if (leaving === "away" && place) this.#tell(place, {});
    if (leaving === "gone") this.#goes(connection.peer);
    // Names are free to make up: who comes and breaks off without end must not fill the room with places.
    const crowdedOut = members.longestAway(parts.limits.peers);
    if (crowdedOut !== undefined) this.#giveUp(crowdedOut);
  }

  /** An agent has another role now; null: none, and whoever of it is away does not come back. */
  changeRole(agent: string, role: Role | null): void {
    for (const place of this.#host.members.places()) {
      if (place.info.agent !== agent) continue;
      if (role !== null) this.#tell(place, { role });
      else if (place.state.kind === "away") this.#giveUp(place.info.peer);
    }
  }

  /** Looks who is quiet for so long that it is idle, and who is away for so long that it is gone. */
  sweep(now: number): void {
    const { idle_ms } = this.#host.parts.limits;
    for (const place of this.#host.members.places()) {
      if (place.state.kind === "away") {
        if (place.state.until <= now) this.#giveUp(place.info.peer);
      } else if (place.info.status === "active" && now - place.heardAt >= idle_ms) {
        this.#tell(place, { status: "idle" });
      }
    }
  }

  /** Everything that presence has told so far, for a reader that was left out for a while. */
  snapshot(): Encoded {
    const peers = Array.from(
      this.#host.members.places(),
      ({ info }) => [info.peer, allFields(info)] as const,
    );
    return encodePresence(JSON.stringify(Object.fromEntries(peers)));
  }

  #giveUp(peer: string): void {
    this.#host.members.giveUp(peer);
    this.#goes(peer);
  }

  #goes(peer: string): void {
    this.#host.gone(peer);
    this.#host.publish({ type: "leave", text: JSON.stringify({ type: "leave", peer }) });
  }

  #tell(place: Place, change: PeerChange): void {
    wait(place, change);
    this.#changed.add(place);
    this.#startPeriod();
  }

  /** One timer for the room, and only while something is to be told. */
  #startPeriod(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    const { members, parts } = this.#host;
    const period = Math.max(LEAST_PERIOD_MS, PERIOD_MS_PER_PEER * members.count);
    // After a pause the first news leaves at once, together with what else comes in this tick.
    const wait = Math.max(0, this.#toldAt + period - parts.clock.now());
    parts.clock.after(wait, () => {
      this.#isDue = false;
      this.#toldAt = parts.clock.now();
      this.#tellAll(parts.clock.now(), 1000 / parts.limits.presence_rate);
    });
  }

  /**
   * Whoever was told of less than `pause` ago waits for its turn: what it sent meanwhile is dropped for the latest. So
   * do those who find the message full.
   */
  #tellAll(now: number, pause: number): void {
    let peers = "";
    for (const place of this.#changed) {
      if (peers.length >= MESSAGE_CHARS) break;
      if (now - place.toldAt < pause) continue;
      this.#changed.delete(place);
      const news = this.#takeNews(place);
      if (news === null) continue;
      place.toldAt = now;
      peers += `${peers === "" ? "" : ","}${JSON.stringify(place.info.peer)}:${JSON.stringify(news)}`;
    }
    if (this.#changed.size > 0) this.#startPeriod();
    if (peers !== "") this.#host.publish(encodePresence(`{${peers}}`));
  }

  #takeNews(place: Place): PeerChange | null {
    const { info, waiting } = place;
    place.waiting = null;
    if (waiting === null || this.#host.members.find(info.peer) !== place) return null;
    const news = findNews(info, waiting);
    if (news !== null) place.info = withNews(info, news);
    return news;
  }
}

/** `peers`: as JSON text. */
function encodePresence(peers: string): Encoded {
  return { type: "presence", text: `{"type":"presence","peers":${peers}}` };
}
