import type { LineEnd } from "./line.ts";
import type { Via } from "./link.ts";

/** The way that the next attempt takes. */
export interface Choice {
  readonly via: Via;
  /** Attempts in a row on which this way seemed blocked while calls passed. */
  readonly blocked: number;
}

/** Once may be a registry that stopped between the ticket and the socket. */
const ENOUGH = 2;

/** The first choice: a socket, where there are any. */
export function firstChoice(hasSockets: boolean): Choice {
  return { via: hasSockets ? "socket" : "stream", blocked: 0 };
}

/** This way came to its init, or is known to work. */
export function choose(via: Via): Choice {
  return { via, blocked: 0 };
}

/** After an attempt that came to nothing: the other way, once this one is surely or repeatedly blocked. */
export function chooseAfter(
  choice: Choice,
  { blocked }: Pick<LineEnd, "blocked">,
  hasSockets: boolean,
): Choice {
  if (!hasSockets || blocked === null) return choice;
  const count = blocked === "surely" ? ENOUGH : choice.blocked + 1;
  if (count < ENOUGH) return { ...choice, blocked: count };
  return choose(choice.via === "socket" ? "stream" : "socket");
}

const FIRST_TRY_MS = 60_000;
const MOST_TRY_MS = 15 * 60_000;

/** ms until the socket is tried again from the stream, after `tries` that came to nothing. */
export function socketTryMs(tries: number): number {
  return Math.min(MOST_TRY_MS, FIRST_TRY_MS * 2 ** tries);
}
