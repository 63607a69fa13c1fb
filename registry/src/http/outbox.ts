/** Bytes on their way to one reader, in order. */
export interface Outbox {
  readonly body: ReadableStream<Uint8Array>;
  /** Bytes that the reader has not asked for yet. */
  readonly unread: number;
  put(bytes: Uint8Array): void;
  /** Forgets what nobody has asked for. */
  drop(): void;
  /** Ends the body after what was put. */
  end(): void;
}

/**
 * A body that is written as events come and read as fast as its reader can. What is unread waits here, not in the
 * stream: a stream can only forget it by an error, and an erroring body is an unhandled error to the server.
 */
export function createOutbox(cancelled: () => void): Outbox {
  let waiting: Uint8Array[] = [];
  let unread = 0;
  let isEnding = false;
  /** Set while the reader waits for something to be put. */
  let hungry: ReadableStreamDefaultController<Uint8Array> | undefined;

  function feed(): void {
    if (hungry === undefined) return;
    if (waiting.length > 0) {
      const bytes = waiting.length === 1 ? waiting[0] : Buffer.concat(waiting, unread);
      hungry.enqueue(bytes as Uint8Array);
      forget();
    } else if (isEnding) hungry.close();
    else return;
    hungry = undefined;
  }

  function forget(): void {
    waiting = [];
    unread = 0;
  }

  const source: UnderlyingDefaultSource<Uint8Array> = {
    pull(controller) {
      hungry = controller;
      feed();
    },
    cancel() {
      hungry = undefined;
      isEnding = true;
      forget();
      cancelled();
    },
  };

  return {
    // No reading ahead: `pull` means that the reader waits.
    body: new ReadableStream(source, { highWaterMark: 0 }),
    get unread() {
      return unread;
    },
    put(bytes) {
      if (isEnding) return;
      waiting.push(bytes);
      unread += bytes.byteLength;
      feed();
    },
    drop: forget,
    end() {
      isEnding = true;
      feed();
    },
  };
}
