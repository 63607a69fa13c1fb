import type { ErrorMessage, Fate, Outcome, Patch } from "./messages.ts";

/** The sendings of one peer that wait for their answer; each is resolved exactly once. */
export interface Fates {
  /** Remembers a sending; the promise resolves with its answer, or rejects when it is dropped. */
  expect(id: string): Promise<Fate>;
  takeEcho(patch: Patch): void;
  /** `version`: how far this client's document is, which tells a replay's answer from one before its echo. */
  takeOutcome(outcome: Outcome, version: number): void;
  takeError(error: ErrorMessage): void;
  /** Ids without an answer, in the order sent. */
  unanswered(): string[];
  /** Rejects all that wait: the connection is gone. */
  drop(reason: string): void;
}

type Waiting = { resolve: (fate: Fate) => void; reject: (error: Error) => void; outcome?: Outcome };

/** Makes an empty ledger of sendings. */
export function trackFates(): Fates {
  const waiting = new Map<string, Waiting>();

  function settle(id: string, fate: Fate): void {
    waiting.get(id)?.resolve(fate);
    waiting.delete(id);
  }
  return {
    expect(id) {
      const { promise, resolve, reject } = Promise.withResolvers<Fate>();
      waiting.set(id, { resolve, reject });
      // A dropped connection is looked at by those who wait for it; nobody else has to handle the rejection.
      promise.catch(() => undefined);
      return promise;
    },
    takeEcho(patch) {
      const outcome = waiting.get(patch.id)?.outcome;
      settle(patch.id, { kind: "echo", patch, ...(outcome === undefined ? {} : { outcome }) });
    },
    takeOutcome(outcome, version) {
      const entry = waiting.get(outcome.id);
      if (outcome.version === null) settle(outcome.id, { kind: "refused", outcome });
      else if (outcome.version <= version) settle(outcome.id, { kind: "replayed", outcome });
      else if (entry !== undefined) entry.outcome = outcome;
    },
    takeError(error) {
      if (error.id !== undefined) settle(error.id, { kind: "error", error });
    },
    unanswered: () => [...waiting.keys()],
    drop(reason) {
      for (const entry of waiting.values()) entry.reject(new Error(reason));
      waiting.clear();
    },
  };
}
