import type { LogStore } from "#registry/storage/storage.ts";
import type { Outcome } from "#schemas/change/types.ts";
import type { Waiting } from "./parts.ts";
import type { Answer, Submission } from "./types.ts";

/** How a patch was judged when it first came. */
export interface FirstResult {
  readonly hash: string;
  readonly version: number | null;
  /** Null once only the version is kept. */
  readonly outcome: Outcome | null;
}

/** First results by `resultKey`: what the disk knows, to which the batch in hand adds its own. */
export type FirstResults = Map<string, FirstResult>;

/** A patch's place among the results of a SOP. */
export function resultKey({ peer, id }: Pick<Submission, "peer" | "id">): string {
  return `${peer}\n${id}`;
}

/** The results that are on disk for the patches of a batch, in one question. */
export async function findJudgedBefore(
  log: Pick<LogStore, "results">,
  sop: string,
  batch: readonly Waiting[],
): Promise<FirstResults> {
  const records = await log.results(
    sop,
    batch.map(({ submission }) => ({ peer: submission.peer, id: submission.id })),
  );
  return new Map(records.map((record) => [resultKey(record), record]));
}

/** What the sender of an id that was judged before hears: its first result, or that the body is another one. */
export function answerAgain(first: FirstResult, hash: string): Answer {
  if (first.hash !== hash) {
    return { kind: "error", code: "id_reused", message: "this id was used for another patch" };
  }
  return { kind: "replayed", outcome: first.outcome ?? { version: first.version, ops: [] } };
}
