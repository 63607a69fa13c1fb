import type { SopState } from "#schemas/change/state.ts";
import { judgeBatch } from "./judge.ts";
import type { Locks } from "./locks.ts";
import type { HeldSop, RoomParts, Waiting } from "./parts.ts";
import { answerLate, type RoomEnd } from "./room-end.ts";
import type { Answer, Submission } from "./types.ts";

/** The room to oneself: all that was judged is on disk, and nothing but what is committed here is judged meanwhile. */
export interface Turn {
  /** Takes a patch ahead of those that wait. Never rejects. */
  commit(submission: Submission): Promise<Answer>;
  /** Judges a patch as `commit` would, on a copy of the newest state, which is moved by it; nobody hears of it. */
  tryOut(copy: SopState, submission: Submission): Answer;
}

/** What a turn needs of its room. */
export interface TurnHost {
  readonly parts: RoomParts;
  readonly held: HeldSop;
  readonly locks: Pick<Locks, "holderOf">;
  /** Why the room takes nothing any more; undefined: it does. */
  readonly end: () => RoomEnd | undefined;
  /** Runs a step between two batches. */
  readonly between: (step: () => void | Promise<void>) => void;
  /** Takes a batch to the disk and announces it. Never rejects. */
  readonly toDisk: (batch: readonly Waiting[]) => Promise<void>;
}

/** Gives a step the room to itself: see `Room.inTurn`. */
export function takeTurn<T>(host: TurnHost, step: (turn: Turn) => Promise<T>): Promise<T | "over"> {
  const { parts, held, locks } = host;
  const queuedAt = parts.measures.now();
  const turn: Turn = {
    async commit(submission) {
      const end = host.end();
      if (end) return answerLate(end);
      const { promise, resolve } = Promise.withResolvers<Answer>();
      await host.toDisk([{ submission, queuedAt, answered: resolve }]);
      return promise;
    },
    tryOut(state, submission) {
      const { record, changedRoles, unjudged } = held;
      const copy = { state, record, changedRoles, unjudged };
      const waiting = { submission, queuedAt, answered: () => {} };
      const [answer] = judgeBatch(parts, copy, [waiting], new Map(), new Map(), locks).answers;
      if (answer === undefined) throw new Error("a patch was judged without an answer");
      return answer;
    },
  };
  return new Promise((resolve, reject) =>
    host.between(() => (host.end() ? resolve("over") : step(turn).then(resolve, reject))),
  );
}
