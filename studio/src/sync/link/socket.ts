import { CLOSE } from "#schemas/protocol/close-codes.ts";
import type { Cancel, SocketLike } from "../env.ts";
import { call, type Call } from "./call.ts";
import { createIntake } from "./intake.ts";
import { type Line, type LineEnd, lineEnd, type LineEvents, type LineParts, LOST } from "./line.ts";
import { placeQuery } from "./place-query.ts";
import { type Pulse, startPulse } from "./pulse.ts";
import { readRefusal, retryAfterIn, toEnd } from "./refusal.ts";

const SUBPROTOCOL = "sop.v1";

/** A ticket, and the handshake after it, take two round trips and a look into a database. */
const OPEN_MS = 10_000;
/** A whole SOP over a slow line, of which nothing is seen until its last byte. */
const INIT_MS = 60_000;
/** A third of the silence that the registry bears. */
const PING_MS = 20_000;

/** Not 1000: whoever comes back under the same name keeps their place and locks. */
const COMING_BACK = 4000;

/**
 * A connection over a WebSocket. A one-time ticket opens it, everywhere: a browser can neither set headers on a socket
 * nor see why one was refused, while the call for the ticket is answered in full.
 */
export function openSocketLine(parts: LineParts, events: LineEvents): Line {
  const { env, address, clock, decoder } = parts;
  let socket: SocketLike | null = null;
  let asking: Call<unknown> | null = null;
  let pulse: Pulse | null = null;
  let stopTimer: Cancel | null = null;
  let isOver = false;
  const askedAt = env.now();

  function release(code: number): void {
    isOver = true;
    stopTimer?.();
    pulse?.stop();
    asking?.cancel();
    if (socket === null) return;
    Object.assign(socket, DEAF);
    socket.close(code);
  }

  function end(end: LineEnd): void {
    if (isOver) return;
    release(COMING_BACK);
    events.ended(end);
  }

  async function connect(): Promise<void> {
    const ticket = await ask("ws-ticket", "POST", readTicket);
    if (isOver) return;
    if (ticket === null) return end(lineEnd(LOST, "the registry cannot be reached"));
    if (typeof ticket !== "string") return end(ticket);
    const url = `${address.replace(/^http/, "ws")}/ws?${placeQuery(parts, { ticket })}`;
    socket = openSocket(env, url);
    if (socket === null) return end(lineEnd(LOST, "there are no sockets here", { blocked: "surely" }));
    stopTimer = env.after(OPEN_MS, () => blocked("the socket did not open in time"));
    Object.assign(socket, handlers);
  }

  const handlers: SocketHandlers = {
    onopen() {
      stopTimer?.();
      stopTimer = env.after(INIT_MS, () => blocked("nothing came on the socket"));
    },
    onmessage({ data }) {
      pulse?.heard();
      if (typeof data === "string") intake(decoder.text(data), true);
    },
    onclose({ code, reason }) {
      if (pulse === null && UNSAID.has(code)) {
        return blocked("the socket was refused or cut before anything came");
      }
      // The call for the ticket has just shown that the key is good: a registry that restarted, or a machine that slept.
      if (pulse === null && code === CLOSE.unauthenticated)
        return end(lineEnd(LOST, "the ticket was too old"));
      end(lineEnd(code, reason, { retryAfterMs: retryAfterIn(reason) }));
    },
  };

  const intake = createIntake({
    env,
    clock,
    askedAt,
    events,
    end,
    welcomed() {
      stopTimer?.();
      pulse = startPulse({
        env,
        everyMs: PING_MS,
        ping: () => send({ type: "ping", t: env.now() }),
        dead: () => end(lineEnd(CLOSE.silent, "nothing came for too long")),
      });
    },
  });

  /** Calls passed, the socket did not: asks why, since a socket does not tell. */
  function blocked(reason: string): void {
    if (isOver) return;
    stopTimer?.();
    if (socket !== null) {
      Object.assign(socket, DEAF);
      socket.close(COMING_BACK);
      socket = null;
    }
    void ask("ws", "GET", readStatus).then((status) => {
      if (status === null) return end(lineEnd(LOST, reason));
      // There is such a SOP, since there was a ticket for it: what there is not is a way in by sockets.
      return end(lineEnd(LOST, reason, { blocked: status === NOT_FOUND ? "surely" : "perhaps" }));
    });
  }

  function ask<T>(path: string, method: string, read: (response: Response) => Promise<T>): Promise<T | null> {
    const headers = { authorization: `Bearer ${parts.token()}` };
    const asked = call(env, `${address}/${path}`, { method, headers }, OPEN_MS, read);
    asking = asked;
    return asked.result;
  }

  function send(message: object): void {
    try {
      socket?.send(JSON.stringify(message));
    } catch {
      // It is closing: its end is told by its own event.
    }
  }

  void connect();
  return {
    send,
    probe: () => pulse?.probe(),
    close: (isForGood) => release(isForGood ? CLOSE.normal : COMING_BACK),
  };
}

type SocketHandlers = Pick<SocketLike, "onopen" | "onmessage" | "onclose">;

/** For a socket that was let go of: it may go on talking for a while. */
const DEAF: SocketHandlers = { onopen: null, onmessage: null, onclose: null };

/** A page that came over https, for one, may open none over http. */
function openSocket({ openSocket }: LineParts["env"], url: string): SocketLike | null {
  try {
    return openSocket?.(url, SUBPROTOCOL) ?? null;
  } catch {
    return null;
  }
}

const NOT_FOUND = 404;

/** Close codes that a socket makes up itself, where it was told nothing: a refused upgrade among them. */
const UNSAID: ReadonlySet<number> = new Set([1002, 1006, 1015]);

async function readStatus(response: Response): Promise<number> {
  // Read to its end, so that the connection is free again.
  await response.text();
  return response.status;
}

async function readTicket(response: Response): Promise<string | LineEnd> {
  if (!response.ok) return toEnd(await readRefusal(response));
  const { ticket } = (await response.json()) as { readonly ticket?: unknown };
  return typeof ticket === "string" ? ticket : lineEnd(LOST, "something else than the registry answered");
}
