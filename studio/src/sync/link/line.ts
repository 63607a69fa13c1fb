import type { ClientMessage } from "#schemas/protocol/client-message.ts";
import type { InitMessage, ServerMessage } from "#schemas/protocol/server-message.ts";
import type { Env } from "../env.ts";
import type { ServerClock } from "./clock.ts";
import type { Decoder } from "./decode.ts";
import type { Point } from "./link.ts";

/** What a connection is opened with. */
export interface LineParts {
  readonly env: Env;
  /** `<registry>/v1/sop/<id>`. */
  readonly address: string;
  readonly client: string;
  /** What authorises a call that is made now. */
  readonly token: () => string;
  readonly point: Point | null;
  readonly clock: ServerClock;
  readonly decoder: Decoder;
}

/** What a connection tells: `opened` at most once and first, `ended` at most once and last. */
export interface LineEvents {
  opened(init: InitMessage): void;
  message(message: ServerMessage, isAnswer: boolean): void;
  ended(end: LineEnd): void;
}

/** Why a connection ended or never came about. */
export interface LineEnd {
  /** As in CLOSE; HTTP's refusals are told as the close code of the same meaning. 1006: nothing was said. */
  readonly code: number;
  readonly reason: string;
  /** How long the registry asked us to stay away; null: it did not. */
  readonly retryAfterMs: number | null;
  /**
   * Calls pass, but what this way needs does not: for sure (the registry says so), or so it seems (once may be chance).
   */
  readonly blocked: "surely" | "perhaps" | null;
}

/** One connection of one way, from its beginning to its end; it never comes back by itself. */
export interface Line {
  /** After `opened` only. */
  send(message: ClientMessage): void;
  /** Asks for a sign of life now rather than at the next turn. */
  probe(): void;
  /** Lets go of it; none of its events follows. `isForGood`: others need not wait for this peer to come back. */
  close(isForGood: boolean): void;
}

/** A lost connection: nothing was said. */
export const LOST = 1006;

/** An end that asks for nothing special. */
export function lineEnd(code: number, reason: string, extra: Partial<LineEnd> = {}): LineEnd {
  return { code, reason, retryAfterMs: null, blocked: null, ...extra };
}
