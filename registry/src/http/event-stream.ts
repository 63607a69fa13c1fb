import type { Clock } from "#registry/clock.ts";
import { PRESENCE_UNREAD_BYTES } from "#registry/peer/heed-presence.ts";
import { SLOW_READER } from "#registry/peer/slow-reader.ts";
import type { Connection, Encoded } from "#registry/room/types.ts";
import { createOutbox } from "./outbox.ts";
import { CLOSE, type CloseCode } from "#schemas/protocol/close-codes.ts";
import type { Limits } from "#schemas/limits.ts";

/** What a stream is opened with. */
export interface EventStreamOptions {
  readonly peer: string;
  readonly agent: string;
  /** It asked for what stands beside patches. */
  readonly hearsSide: boolean;
  /** Hears what the room publishes, until the returned function is called. */
  readonly listen: (hear: (message: Encoded) => void) => () => void;
  readonly clock: Pick<Clock, "every">;
  readonly limits: Pick<Limits, "ping_ms" | "unread_bytes">;
  /** Called once, whoever ended it. */
  readonly ended: (connection: Connection, isSlow: boolean, code: number) => void;
  /** All that presence says now, for a reader that missed some of it. */
  readonly presence: () => Encoded;
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
  const { peer, agent, hearsSide, listen, clock, limits, ended, presence } = options;
  const outbox = createOutbox(() => finish());
  const welcome = Promise.withResolvers<Refusal | undefined>();
  /** The init's bytes, which are no fault of the reader while they wait. */
  let excused = 0;
  let stopListening: (() => void) | undefined;
  let isOver = false;
  let isSlow = false;
  let missedPresence = false;

  const stopPings = clock.every(limits.ping_ms, () => {
    write(": ping\n\n");
    catchUpPresence();
  });

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
      if (!isOver) stopListening = listen(hear);
    },
    close(code, reason) {
      if (isOver) return;
      welcome.resolve({ code, reason });
      put(toCloseEvent(code, reason));
      outbox.end();
      finish(code);
    },
  };

  function hear(message: Encoded): void {
    if (message.type === "presence" && (missedPresence ||= outbox.unread > PRESENCE_UNREAD_BYTES + excused)) {
      return catchUpPresence();
    }
    const text = hearsSide ? message.withSide?.() : undefined;
    write(toEvent(text === undefined ? message : { ...message, text }));
    catchUpPresence();
  }

  /** A slow reader goes without presence; once it has caught up it is told all of it. */
  function catchUpPresence(): void {
    if (!missedPresence || isOver || outbox.unread > PRESENCE_UNREAD_BYTES / 2) return;
    missedPresence = false;
    write(toEvent(presence()));
  }

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

  function finish(code: number = LOST): void {
    if (isOver) return;
    isOver = true;
    stopPings();
    stopListening?.();
    welcome.resolve({ code: CLOSE.going_away, reason: "the caller is gone" });
    ended(connection, isSlow, code);
  }

  return { connection, body: outbox.body, welcomed: welcome.promise, abandon: () => finish() };
}

/** A caller that is gone says nothing, as a lost socket does not: it may come back. */
const LOST = 1006;

const ENCODER = new TextEncoder();

function toEvent({ type, text, mark }: Encoded): string {
  return `event: ${type}\n${mark === undefined ? "" : `id: ${mark}\n`}data: ${text}\n\n`;
}

function toCloseEvent(code: CloseCode, reason: string): string {
  return `event: close\ndata: ${JSON.stringify({ type: "close", code, reason })}\n\n`;
}
