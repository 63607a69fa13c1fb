import type { ClientMessage } from "#schemas/protocol/client-message.ts";
import { CLOSE } from "#schemas/protocol/close-codes.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { createIntake } from "./intake.ts";
import { type Line, type LineEnd, lineEnd, type LineEvents, type LineParts, LOST } from "./line.ts";
import { placeQuery } from "./place-query.ts";
import { createPoster, type Poster } from "./poster.ts";
import { type Pulse, startPulse } from "./pulse.ts";
import { readEvents } from "./read-events.ts";
import { readRefusal, retryAfterIn, toEnd } from "./refusal.ts";

/** Until the answer begins: the registry opens the SOP before. */
const OPEN_MS = 15_000;
/** A whole SOP over a slow line. */
const INIT_MS = 60_000;
/** More than the 25 s in which the registry lets hear of itself on a quiet stream. */
const PING_MS = 30_000;

/**
 * A connection without a WebSocket: Server-Sent Events, which are the peer's place in the room, and `POST messages`.
 * They are read by fetch, since an EventSource brings no key and tells no status.
 */
export function openStreamLine(parts: LineParts, events: LineEvents): Line {
  const { env, address, clock, decoder, client } = parts;
  const controller = new AbortController();
  let poster: Poster | null = null;
  let pulse: Pulse | null = null;
  let isOver = false;
  const askedAt = env.now();
  let stopTimer = env.after(OPEN_MS, () =>
    end(lineEnd(LOST, "the stream did not begin in time", { blocked: "perhaps" })),
  );

  function release(): void {
    isOver = true;
    stopTimer();
    pulse?.stop();
    poster?.stop();
    controller.abort();
  }

  function end(end: LineEnd): void {
    if (isOver) return;
    release();
    events.ended(end);
  }

  async function connect(): Promise<void> {
    const response = await ask();
    if (isOver) return;
    if (response === null) return end(lineEnd(LOST, "the registry cannot be reached"));
    if (!response.ok) return end(await refusalEnd(response));
    const isStream = (response.headers.get("content-type") ?? "").startsWith("text/event-stream");
    if (!isStream || response.body === null) {
      return end(lineEnd(LOST, "something else than the registry answered", { blocked: "perhaps" }));
    }
    stopTimer();
    stopTimer = env.after(INIT_MS, () =>
      end(lineEnd(LOST, "nothing came on the stream", { blocked: "perhaps" })),
    );
    await readEvents(
      response.body,
      () => pulse?.heard(),
      ({ event, data }) => {
        if (isOver) return;
        if (event === "close") end(readClose(data));
        else intake(decoder.text(data), false);
      },
    );
    end(lineEnd(LOST, "the stream broke off"));
  }

  async function ask(): Promise<Response | null> {
    const headers = { authorization: `Bearer ${parts.token()}`, accept: "text/event-stream" };
    try {
      return await env.fetch(`${address}/events?${placeQuery(parts)}`, {
        headers,
        signal: controller.signal,
      });
    } catch {
      return null;
    }
  }

  const intake = createIntake({
    env,
    clock,
    askedAt,
    events,
    end,
    welcomed({ limits }) {
      stopTimer();
      poster = createPoster({
        env,
        url: `${address}/messages?${new URLSearchParams({ client })}`,
        token: parts.token,
        // Half, so that no way of counting makes it too much.
        mostBytes: (limits["body_bytes"] ?? DEFAULT_LIMITS.body_bytes) / 2,
        answered(value) {
          pulse?.heard();
          intake(decoder.value(value), true);
        },
        failed: end,
      });
      pulse = startPulse({
        env,
        everyMs: PING_MS,
        ping: () => send({ type: "ping", t: env.now() }),
        dead: () => end(lineEnd(CLOSE.silent, "nothing came for too long")),
      });
    },
  });

  function send(message: ClientMessage): void {
    poster?.push(message);
  }

  void connect();
  return {
    send,
    // Behind a call that is on its way, the answer could not be quick.
    probe: () => void (poster?.isIdle === true && pulse?.probe()),
    close: release,
  };
}

async function refusalEnd(response: Response): Promise<LineEnd> {
  try {
    return toEnd(await readRefusal(response));
  } catch {
    return lineEnd(LOST, "the answer broke off");
  }
}

/** What a socket's close frame would say. */
function readClose(data: string): LineEnd {
  try {
    const { code, reason } = JSON.parse(data) as { readonly code?: unknown; readonly reason?: unknown };
    const text = typeof reason === "string" ? reason : "";
    if (typeof code === "number") return lineEnd(code, text, { retryAfterMs: retryAfterIn(text) });
  } catch {
    // It is over all the same.
  }
  return lineEnd(LOST, "the stream was closed");
}
