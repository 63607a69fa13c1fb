import type { Measures } from "#registry/measures/measures.ts";
import type { Waiting } from "./parts.ts";
import type { CommitNow } from "./room.ts";
import { answerLate, type RoomEnd } from "./room-end.ts";
import type { Answer } from "./types.ts";

/** What a turn needs of its room. */
export interface TurnHost {
  /** Why the room takes nothing any more; undefined: it does. */
  readonly end: () => RoomEnd | undefined;
  /** Runs a step between two batches. */
  readonly between: (step: () => void | Promise<void>) => void;
  /** Takes a batch to the disk and announces it. Never rejects. */
  readonly toDisk: (batch: readonly Waiting[]) => Promise<void>;
  readonly measures: Pick<Measures, "now">;
}

/** Gives a step the room to itself: see `Room.inTurn`. */
export function takeTurn<T>(host: TurnHost, step: (commit: CommitNow) => Promise<T>): Promise<T | "over"> {
  const commit: CommitNow = async (submission) => {
    const end = host.end();
    if (end) return answerLate(end);
    const { promise, resolve } = Promise.withResolvers<Answer>();
    await host.toDisk([{ submission, queuedAt: host.measures.now(), answered: resolve }]);
    return promise;
  };
  return new Promise((resolve, reject) =>
    host.between(() => (host.end() ? resolve("over") : step(commit).then(resolve, reject))),
  );
}
