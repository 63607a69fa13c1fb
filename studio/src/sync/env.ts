/** Ends a timer or a subscription; harmless when it is over already. */
export type Cancel = () => void;

/** A WebSocket, as far as the client uses one. */
export interface SocketLike {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

/** Everything that the client takes from its surroundings, so that a test can be the surroundings. Times are ms since 1970. */
export interface Env {
  now(): number;
  /** At least 0, less than 1. */
  random(): number;
  /** A name that nobody else makes: 8–64 of `A-Za-z0-9_-`. */
  newId(): string;
  after(ms: number, run: () => void): Cancel;
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /** Null: there are no WebSockets here. */
  readonly openSocket: ((url: string, protocol: string) => SocketLike) | null;
  /** False: the machine says that it has no network. */
  isOnline(): boolean;
  /** Calls when the network came or went, or the page became visible: a reason to try at once. */
  onWake(run: () => void): Cancel;
}
