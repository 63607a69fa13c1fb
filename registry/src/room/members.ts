import type { CloseCode } from "#schemas/protocol/close-codes.ts";
import type { Peer } from "#schemas/protocol/server-message.ts";
import type { Connection } from "./types.ts";

/** Who is connected to a room: peers, one connection each, and listeners whom nobody sees. */
export class Members {
  readonly #byPeer = new Map<string, { readonly connection: Connection; readonly info: Peer }>();
  readonly #listeners = new Set<Connection>();

  /** Peers and listeners together. */
  get count(): number {
    return this.#byPeer.size + this.#listeners.size;
  }

  /** The peers as others see them. */
  list(): Peer[] {
    return Array.from(this.#byPeer.values(), ({ info }) => info);
  }

  /** How others see this peer; undefined: it is not connected. */
  find(peer: string): Peer | undefined {
    return this.#byPeer.get(peer)?.info;
  }

  /** True when `peer` would be one more than `bound`. */
  isFullFor(peer: string, bound: number): boolean {
    return this.count >= bound && !this.#byPeer.has(peer);
  }

  /** Every connection of an agent. */
  ofAgent(agent: string): Connection[] {
    return this.#connections().filter((connection) => connection.agent === agent);
  }

  /** Puts a connection in its peer's place; returns the one that held it before, which is no member any more. */
  enter(connection: Connection, info: Peer): Connection | undefined {
    const before = this.#byPeer.get(connection.peer)?.connection;
    this.#byPeer.set(connection.peer, { connection, info });
    return before;
  }

  /** Adds a connection that hears everything and is seen by nobody. */
  enterUnseen(connection: Connection): void {
    this.#listeners.add(connection);
  }

  /** Takes a connection out. True: its peer is gone with it; false: a listener, or no longer that peer's connection. */
  leave(connection: Connection): boolean {
    if (this.#listeners.delete(connection)) return false;
    if (this.#byPeer.get(connection.peer)?.connection !== connection) return false;
    return this.#byPeer.delete(connection.peer);
  }

  /** Closes everybody; their late leaving changes nothing. */
  closeAll(code: CloseCode, reason: string): void {
    const connections = this.#connections();
    this.#byPeer.clear();
    this.#listeners.clear();
    for (const connection of connections) connection.close(code, reason);
  }

  #connections(): Connection[] {
    return [...Array.from(this.#byPeer.values(), ({ connection }) => connection), ...this.#listeners];
  }
}
