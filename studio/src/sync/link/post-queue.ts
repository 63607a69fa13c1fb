import type { ClientMessage } from "#schemas/protocol/client-message.ts";

/** A message as it goes into a call. */
interface Posting {
  readonly message: ClientMessage;
  readonly text: string;
  readonly bytes: number;
  /** It goes in a call of its own. */
  readonly isAlone: boolean;
}

/** Messages that wait for their call, in order. */
export interface PostQueue {
  put(message: ClientMessage): void;
  /** The next call's messages; none when nothing waits. */
  take(): readonly Posting[];
  /** Puts back what was not taken, before what waits. */
  giveBack(batch: readonly Posting[]): void;
  /** The same, each for a call of its own. */
  giveBackSingly(batch: readonly Posting[]): void;
}

/** As many as the registry takes in one call. */
const MOST_MESSAGES = 100;

/** Makes an empty queue; `mostBytes` bounds a call, but for a single message that is larger. */
export function createPostQueue(mostBytes: number): PostQueue {
  const waiting: Posting[] = [];

  return {
    put(message) {
      const last = waiting.at(-1);
      const merged = last === undefined ? null : mergeInto(last.message, message);
      if (merged !== null) waiting.pop();
      waiting.push(toPosting(merged ?? message));
    },
    take() {
      let bytes = 0;
      let count = 0;
      for (const next of waiting.slice(0, MOST_MESSAGES)) {
        const isFull = bytes + next.bytes > mostBytes || next.isAlone;
        if (count > 0 && isFull) break;
        bytes += next.bytes;
        count += 1;
        if (next.isAlone) break;
      }
      return waiting.splice(0, count);
    },
    giveBack(batch) {
      waiting.unshift(...batch);
    },
    giveBackSingly(batch) {
      waiting.unshift(...batch.map((posting) => ({ ...posting, isAlone: true })));
    },
  };
}

/** While a call is on its way, presence piles up of which the latest counts. Null: both have to go. */
function mergeInto(last: ClientMessage, next: ClientMessage): ClientMessage | null {
  if (last.type === "presence" && next.type === "presence") return { ...last, ...next };
  return last.type === "ping" && next.type === "ping" ? next : null;
}

function toPosting(message: ClientMessage): Posting {
  const text = JSON.stringify(message);
  // With the comma.
  return { message, text, bytes: ENCODER.encode(text).byteLength + 1, isAlone: false };
}

const ENCODER = new TextEncoder();
