import type { Clock } from "#registry/clock.ts";
import { SLOW_READER } from "#registry/peer/slow-reader.ts";
import type { Connection, Encoded } from "#registry/room/types.ts";
import { createOutbox } from "./outbox.ts";
import { CLOSE, type CloseCode } from "#schemas/protocol/close-codes.ts";
import type { Limits } from "#schemas/limits.ts";

/** What a stream is opened with. */
export interface EventStreamOptions {
  readonly peer: string;
  readonly agent: string;
  /** Hears what the room publishes, until the returned function is called. */
  readonly listen: (hear: (message: Encoded) => void) => () => void;
  readonly clock: Pick<Clock, "every">;
  readonly limits: Pick<Limits, "ping_ms" | "unread_bytes">;
  /** Called once, whoever ended it. */
  readonly ended: (connection: Connection, isSlow: boolean) => void;
}

/** Why a room did not let a connection in. */
export interface Refusal {
  readonly code: CloseCode;
  readonly reason: string;
}

/** A connection with the body of its answer. */
export interface EventStream {
  readonly connection: Connection;
  readonly body: ReadableStream<Uint8Array>;
  /** Resolves when the room has sent its init, or with why it closed before. */
  readonly welcomed: Promise<Refusal | undefined>;
  /** The caller is gone. */
  abandon(): void;
}

/**
 * A connection to a room over Server-Sent Events. `event:` is the message's type, `data:` its JSON, `id:` its mark.
 * A last event `close` tells `{code, reason}`, which a socket's close frame would. A reader that leaves more than
 * `unread_bytes` beyond its init unread loses what waits and is closed with 1013: never left with a hole.
 */
export function openEventStream(options: EventStreamOptions): EventStream {
  const { peer, agent, listen, clock, limits, ended } = options;
  const outbox = createOutbox(() => finish());
  const welcome = Promise.withResolvers<Refusal | undefined>();
  /** The init's bytes, which are no fault of the reader while they wait. */
  let excused = 0;
  let stopListening: (() => void) | undefined;
  let isOver = false;
  let isSlow = false;

  const stopPings = clock.every(limits.ping_ms, () => write(": ping\n\n"));

  const connection: Connection = {
    peer,
    agent,
    send(message) {
      if (message.type !== "init") return write(toEvent(message));
      excused += put(toEvent(message));
      welcome.resolve(undefined);
    },
    subscribe() {
      stopListening?.();
      if (!isOver) stopListening = listen((message) => write(toEvent(message)));
    },
    close(code, reason) {
      if (isOver) return;
      welcome.resolve({ code, reason });
      put(toCloseEvent(code, reason));
      outbox.end();
      finish();
    },
  };

  function write(text: string): void {
    if (outbox.unread === 0) excused = 0;
    put(text);
    if (outbox.unread <= limits.unread_bytes + excused) return;
    isSlow = true;
    outbox.drop();
    connection.close(CLOSE.overloaded, SLOW_READER);
  }

  /** Gives the bytes that were put. */
  function put(text: string): number {
    if (isOver) return 0;
    const bytes = ENCODER.encode(text);
    outbox.put(bytes);
    return bytes.byteLength;
  }

  function finish(): void {
    if (isOver) return;
    isOver = true;
    stopPings();
    stopListening?.();
    welcome.resolve({ code: CLOSE.going_away, reason: "the caller is gone" });
    ended(connection, isSlow);
  }

  return { connection, body: outbox.body, welcomed: welcome.promise, abandon: finish };
}

const ENCODER = new TextEncoder();

function toEvent({ type, text, mark }: Encoded): string {
  return `event: ${type}\n${mark === undefined ? "" : `id: ${mark}\n`}data: ${text}\n\n`;
}

function toCloseEvent(code: CloseCode, reason: string): string {
  return `event: close\ndata: ${JSON.stringify({ type: "close", code, reason })}\n\n`;
}
