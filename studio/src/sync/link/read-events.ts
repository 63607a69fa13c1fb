import { createParser, type EventSourceMessage } from "eventsource-parser";

/** Reads a body of Server-Sent Events until it ends or breaks; `heard` at every piece, comments too. Never rejects for it. */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  heard: () => void,
  take: (event: EventSourceMessage) => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = createParser({ onEvent: take });
  for (;;) {
    const bytes = await readPiece(reader);
    if (bytes === null) return;
    heard();
    parser.feed(decoder.decode(bytes, { stream: true }));
  }
}

/** Null: it is over, in whatever way. */
async function readPiece(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | null> {
  try {
    const { done, value } = await reader.read();
    return done ? null : value;
  } catch {
    return null;
  }
}
