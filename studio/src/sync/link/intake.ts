import { CLOSE } from "#schemas/protocol/close-codes.ts";
import type { Decoded } from "./decode.ts";
import { type LineEnd, lineEnd, type LineEvents, type LineParts } from "./line.ts";
import type { InitMessage } from "#schemas/protocol/server-message.ts";

/** What a connection does with what comes in on it. */
export interface IntakeParts extends Pick<LineParts, "env" | "clock"> {
  /** When the connection was asked for, ms: the init's time lies between that and its coming. */
  readonly askedAt: number;
  /** Before the session hears of it. */
  readonly welcomed: (init: InitMessage) => void;
  readonly events: Pick<LineEvents, "opened" | "message">;
  readonly end: (end: LineEnd) => void;
}

/** The protocol that is spoken here. */
const PROTOCOL = 1;

/** Takes what comes on one connection, in order: the init first. */
export function createIntake({ env, clock, askedAt, welcomed, events, end }: IntakeParts) {
  let isWelcomed = false;
  return (decoded: Decoded, isAnswer: boolean): void => {
    if (decoded.kind === "unknown") return;
    if (decoded.kind === "unreadable")
      return end(lineEnd(CLOSE.normal, "what the registry sent cannot be read"));
    const { message } = decoded;
    if (message.type === "pong") clock.heard(message.time, message.t, env.now());
    if (isWelcomed) return events.message(message, isAnswer);
    if (message.type !== "init") return;
    if (message.protocol !== PROTOCOL)
      return end(lineEnd(CLOSE.outdated, "the registry speaks another protocol"));
    isWelcomed = true;
    clock.heard(message.time, askedAt, env.now());
    welcomed(message);
    events.opened(message);
  };
}
