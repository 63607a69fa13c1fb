import type { ClientMessage } from "#schemas/protocol/client-message.ts";
import type { InitMessage, ServerMessage } from "#schemas/protocol/server-message.ts";

/** A version with what proves its history. */
export interface Point {
  readonly version: number;
  readonly head: string;
  /** Own patches wait to be judged: what stood beside the graph when they were made is wanted with a whole one. */
  readonly hasUnanswered?: boolean;
}

/** How a connection came about: a WebSocket, or Server-Sent Events with `POST messages` where there is none. */
export type Via = "socket" | "stream";

/** Where the connection stands; `until` and `since` in ms on this machine's clock. */
export type LinkState =
  | { readonly kind: "connecting"; readonly attempt: number }
  | { readonly kind: "open"; readonly via: Via }
  /** The machine has no network: waits for it to come back, however long, or for a sign of life all the same. */
  | { readonly kind: "offline" }
  | { readonly kind: "waiting"; readonly until: number; readonly attempt: number; readonly reason: string }
  /** For good, until somebody calls `retry`: a close code or status that no waiting mends. */
  | { readonly kind: "stopped"; readonly code: number; readonly reason: string }
  | { readonly kind: "closed" };

/** Why a connection ended: `code` as in CLOSE, 1006 where nothing was said. */
export interface LinkEnd {
  readonly code: number;
  readonly reason: string;
}

/** What the session hears from its link. Never called inside a call to the link. */
export interface LinkEvents {
  /** Where to catch up from, asked at each attempt; null: everything, please. */
  point(): Point | null;
  /**
   * The first message of a connection. After it `send` works, and what is unanswered goes again. It follows an earlier
   * one without `ended` between when the link moves from the stream to the socket.
   */
  opened(init: InitMessage, via: Via): void;
  /**
   * Every later message. `isAnswer`: an own echo in it also says that no outcome is to come; false for what a stream
   * tells beside the answers to `POST messages`.
   */
  message(message: ServerMessage, isAnswer: boolean): void;
  /**
   * The connection that was open is gone; another attempt follows by itself unless the state is "stopped". After a
   * `resync` too, with code 1000.
   */
  ended(end: LinkEnd): void;
  state(state: LinkState): void;
}

/** A connection that comes back by itself. */
export interface Link {
  readonly state: LinkState;
  /** What to add to this machine's clock for the registry's, ms; 0 until it was heard. */
  offset(): number;
  /** False: not connected, nothing was taken. What was taken may still be lost. */
  send(message: ClientMessage): boolean;
  /** Lets go of the connection and comes back, asking `point` again: at once, unless it did so a moment ago. */
  resync(): void;
  /** Leaves "waiting" or "stopped" at once; asks what is open for a sign of life. */
  retry(): void;
  /** For good; nothing is called after it. */
  close(): void;
}
