import type { CloseCode } from "#schemas/protocol/close-codes.ts";
import type { Peer } from "#schemas/protocol/server-message.ts";
import { colorOf } from "./color.ts";
import { createPlace, goAway, type Place, takeOver, wait } from "./places.ts";
import type { Connection, Entry } from "./types.ts";

/** What became of a peer whose connection has ended. */
export type Leaving =
  /** It was a listener, or not that peer's connection any more. */
  | "unseen"
  /** Its place is kept for a while. */
  | "away"
  | "gone";

/** Who is in a room: peers, one place each, and listeners whom nobody sees. */
export class Members {
  readonly #byPeer = new Map<string, Place>();
  readonly #listeners = new Set<Connection>();
  /** Peers that are away, the longest gone first. */
  readonly #away = new Set<string>();
  #connected = 0;

  /** Connected peers and listeners together; who is away does not count. */
  get count(): number {
    return this.#connected + this.#listeners.size;
  }

  /** Nobody is here and nobody is waited for. */
  get isEmpty(): boolean {
    return this.#byPeer.size + this.#listeners.size === 0;
  }

  /** The peer that is away for longest, where more than `bound` are. */
  longestAway(bound: number): string | undefined {
    return this.#away.size > bound ? this.#away.values().next().value : undefined;
  }

  places(): Iterable<Place> {
    return this.#byPeer.values();
  }

  /** The peers as others see them. */
  list(): Peer[] {
    return Array.from(this.#byPeer.values(), ({ info }) => info);
  }

  find(peer: string): Place | undefined {
    return this.#byPeer.get(peer);
  }

  /** True while this very connection is its peer's. */
  isHere(connection: Connection): boolean {
    return connectionOf(this.#byPeer.get(connection.peer)) === connection;
  }

  /** True when `peer` would be one more than `bound`. */
  isFullFor(peer: string, bound: number): boolean {
    return this.count >= bound && connectionOf(this.#byPeer.get(peer)) === undefined;
  }

  /** The color of an agent in this room: the one it has here already, else one that nobody has. */
  colorFor(agent: string): string {
    const taken = new Set<string>();
    for (const { info } of this.#byPeer.values()) {
      if (info.agent === agent) return info.color;
      taken.add(info.color);
    }
    return colorOf(agent, taken);
  }

  /** Every connection of an agent. */
  ofAgent(agent: string): Connection[] {
    return this.#connections().filter((connection) => connection.agent === agent);
  }

  /** Puts a connection in its peer's place. `joined`: how others see it, if it is new to them; `before`: whom it replaces. */
  enter(connection: Connection, { name, role, isNamed = false }: Entry, now: number) {
    const { peer, agent } = connection;
    const place = this.#byPeer.get(peer);
    if (place) {
      this.#away.delete(peer);
      const before = takeOver(place, connection, now);
      if (before === undefined) this.#connected += 1;
      wait(place, { name, role });
      return { place, before };
    }
    const color = this.colorFor(agent);
    const info: Peer = { peer, agent, name, color, role, connected_at: now, status: "active" };
    const created = createPlace(connection, info, isNamed, now);
    this.#byPeer.set(peer, created);
    this.#connected += 1;
    return { place: created, joined: info };
  }

  /** Adds a connection that hears everything and is seen by nobody. */
  enterUnseen(connection: Connection): void {
    this.#listeners.add(connection);
  }

  /** Takes a connection out; its peer's place is kept until `until` (ms), if that is given and it can come back. */
  leave(connection: Connection, until?: number): Leaving {
    const { peer } = connection;
    const place = this.#byPeer.get(peer);
    if (this.#listeners.delete(connection) || place === undefined) return "unseen";
    if (connectionOf(place) !== connection) return "unseen";
    this.#connected -= 1;
    if (until !== undefined && place.isNamed) {
      goAway(place, until);
      this.#away.add(peer);
      return "away";
    }
    this.#byPeer.delete(peer);
    return "gone";
  }

  /** Gives up the place of a peer that is away. */
  giveUp(peer: string): void {
    if (this.#away.delete(peer)) this.#byPeer.delete(peer);
  }

  /** Closes everybody; their late leaving changes nothing. */
  closeAll(code: CloseCode, reason: string): void {
    const connections = this.#connections();
    this.#byPeer.clear();
    this.#listeners.clear();
    this.#away.clear();
    this.#connected = 0;
    for (const connection of connections) connection.close(code, reason);
  }

  #connections(): Connection[] {
    const peers = Array.from(this.#byPeer.values(), (place) => connectionOf(place));
    return [...peers.filter((connection) => connection !== undefined), ...this.#listeners];
  }
}

function connectionOf(place: Place | undefined): Connection | undefined {
  return place?.state.kind === "here" ? place.state.connection : undefined;
}
