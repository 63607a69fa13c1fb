import type { Clock } from "#registry/clock.ts";
import type { Connection, Encoded } from "#registry/room/types.ts";
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
  readonly ended: (connection: Connection) => void;
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
 * `unread_bytes` beyond its init unread is cut off, never left with a hole.
 */
export function openEventStream(options: EventStreamOptions): EventStream {
  const { peer, agent, listen, clock, limits, ended } = options;
  const { body, controller } = openBody(() => finish());
  const welcome = Promise.withResolvers<Refusal | undefined>();
  let allowance = limits.unread_bytes;
  let stopListening: (() => void) | undefined;
  let over = false;

  const stopPings = clock.every(limits.ping_ms, () => write(": ping\n\n"));

  const connection: Connection = {
    peer,
    agent,
    send(message) {
      const bytes = write(toEvent(message));
      if (message.type !== "init") return;
      allowance = limits.unread_bytes + bytes;
      welcome.resolve(undefined);
    },
    subscribe() {
      stopListening?.();
      if (!over) stopListening = listen((message) => void write(toEvent(message)));
    },
    close(code, reason) {
      if (over) return;
      welcome.resolve({ code, reason });
      write(toCloseEvent(code, reason));
      controller.close();
      finish();
    },
  };

  function write(text: string): number {
    if (over) return 0;
    const bytes = ENCODER.encode(text);
    controller.enqueue(bytes);
    if (unreadIn(controller) > allowance + bytes.byteLength) cutOff();
    return bytes.byteLength;
  }

  function cutOff(): void {
    // An error lets go of what is queued, where a clean end would keep it for a reader that does not read.
    controller.error(new Error(`read too slowly (${CLOSE.overloaded})`));
    finish();
  }

  function finish(): void {
    if (over) return;
    over = true;
    stopPings();
    stopListening?.();
    welcome.resolve({ code: CLOSE.going_away, reason: "the caller is gone" });
    ended(connection);
  }

  return { connection, body, welcomed: welcome.promise, abandon: finish };
}

const ENCODER = new TextEncoder();

/** With a high-water mark of 0 `desiredSize` is minus the bytes that nobody has read. */
function openBody(cancelled: () => void) {
  let opened: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        opened = controller;
      },
      cancel: cancelled,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  );
  if (opened === undefined) throw new Error("a stream starts when it is made");
  return { body, controller: opened };
}

function unreadIn(controller: ReadableStreamDefaultController<Uint8Array>): number {
  return -(controller.desiredSize ?? 0);
}

function toEvent({ type, text, mark }: Encoded): string {
  return `event: ${type}\n${mark === undefined ? "" : `id: ${mark}\n`}data: ${text}\n\n`;
}

function toCloseEvent(code: CloseCode, reason: string): string {
  return `event: close\ndata: ${JSON.stringify({ type: "close", code, reason })}\n\n`;
}
