import type { Cancel, Env } from "../env.ts";
import type { Tokens } from "./auth.ts";
import type { ServerClock } from "./clock.ts";
import type { Decoder } from "./decode.ts";
import { type Line, type LineEnd, lineEnd, type LineEvents, type LineParts, LOST } from "./line.ts";
import type { Point, Via } from "./link.ts";
import { openSocketLine } from "./socket.ts";
import { openStreamLine } from "./stream.ts";

/** What every connection of a link shares. */
export interface DialParts {
  readonly env: Env;
  readonly address: string;
  readonly client: string;
  readonly tokens: Tokens;
  readonly clock: ServerClock;
  readonly decoder: Decoder;
  readonly point: () => Point | null;
}

/** Somebody may have to type a password; but a sign-in that never answers is no answer. */
const AUTH_MS = 60_000;

/** Asks for a token and opens a connection of this way with it. None of its events comes within this call. */
export function dial(parts: DialParts, via: Via, events: LineEvents): Line {
  const { env, tokens } = parts;
  let line: Line | null = null;
  let isOver = false;
  const stopTimer: Cancel = env.after(AUTH_MS, () => end(lineEnd(LOST, "no key or token was given in time")));

  function end(end: LineEnd): void {
    if (isOver) return;
    isOver = true;
    stopTimer();
    events.ended(end);
  }

  async function start(): Promise<void> {
    const given = await askToken(tokens);
    if (isOver) return;
    if (given !== null) return end(lineEnd(LOST, `no key or token could be had: ${given}`));
    stopTimer();
    line = OPEN[via]({ ...parts, token: () => tokens.current(), point: parts.point() }, events);
  }

  void start();
  return {
    send: (message) => line?.send(message),
    probe: () => line?.probe(),
    close(isForGood) {
      isOver = true;
      stopTimer();
      line?.close(isForGood);
    },
  };
}

/** Why there is none; null: there is one. */
async function askToken(tokens: Tokens): Promise<string | null> {
  try {
    await tokens.ask();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const OPEN: Readonly<Record<Via, (parts: LineParts, events: LineEvents) => Line>> = {
  socket: openSocketLine,
  stream: openStreamLine,
};
