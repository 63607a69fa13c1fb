import type { Logger } from "pino";
import type { Pace } from "#registry/pace.ts";
import type { Append, LogStore } from "#registry/storage/storage.ts";

/** How an append ended: "failed" was logged, and nothing of it is on disk. */
export type AppendEnd = "ok" | "conflict" | "failed";

/** Puts what all rooms want on disk into common appends: one transaction and one fsync for everything that waits. */
export interface GroupCommit {
  /** Resolves in the tick in which the whole group's fate is known; never rejects. */
  append(append: Append): Promise<AppendEnd>;
}

interface Waiting {
  readonly append: Append;
  readonly resolve: (end: AppendEnd) => void;
}

/** Rows in a group that make a crowd: whoever edits alone, one patch after the other, never waits for company. */
const CROWD_ROWS = 4;

/**
 * In a crowd at least this long lies between the starts of two appends: an fsync and a round of writes to all sockets
 * cost as much for one edit as for eighty.
 */
const GATHER_MS = 8;

/**
 * And at least this many times what the last append took: rows of many SOPs touch many pages, and the more rows of one
 * SOP come together, the fewer pages a row costs.
 */
const GATHER_FACTOR = 2;

/** Nobody waits longer than this for company. */
const MAX_GATHER_MS = 25;

/**
 * A database that fails for so long is not one room's trouble: asking it again for each of a hundred rooms would keep
 * the healthy ones waiting for minutes.
 */
const PATIENCE_MS = 1000;

/**
 * Makes the group commit over a log. One append is in flight at a time; meanwhile, and in a crowd for a while after the
 * last one's start, the next group gathers.
 */
export function createGroupCommit(log: Pick<LogStore, "append">, logger: Logger, pace: Pace): GroupCommit {
  const now = () => pace.elapsed();
  let waiting: Waiting[] = [];
  let busy = false;
  let nextAt = Number.NEGATIVE_INFINITY;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      // The rooms whose frames came in with this turn get their appends in first.
      await pace.nextTurn();
      const early = nextAt - now();
      if (early >= 1) await pace.rest(early);
      const startedAt = now();
      const group = waiting;
      waiting = [];
      const ends = await appendGroup(log, logger, group, now);
      if (isCrowd(group)) {
        const took = now() - startedAt;
        nextAt = startedAt + Math.max(GATHER_MS, Math.min(took * GATHER_FACTOR, MAX_GATHER_MS));
      }
      group.forEach(({ resolve }, index) => resolve(ends[index] ?? "failed"));
    }
    busy = false;
  }

  return {
    append(append) {
      const { promise, resolve } = Promise.withResolvers<AppendEnd>();
      waiting.push({ append, resolve });
      if (!busy) {
        busy = true;
        void flush();
      }
      return promise;
    },
  };
}

function isCrowd(group: readonly Waiting[]): boolean {
  let rows = 0;
  for (const { append } of group) rows += append.rows.length;
  return rows >= CROWD_ROWS;
}

/** All in one; if that is refused, one by one while patience lasts, so that a bad room harms no other. */
async function appendGroup(
  log: Pick<LogStore, "append">,
  logger: Logger,
  group: readonly Waiting[],
  now: () => number,
): Promise<AppendEnd[]> {
  const until = now() + PATIENCE_MS;
  const together = await tryAppend(
    log,
    logger,
    group.map(({ append }) => append),
  );
  if (together === "ok" || group.length === 1) return group.map(() => together);
  const ends: AppendEnd[] = [];
  for (const { append } of group)
    ends.push(now() < until ? await tryAppend(log, logger, [append]) : "failed");
  return ends;
}

async function tryAppend(
  log: Pick<LogStore, "append">,
  logger: Logger,
  appends: readonly Append[],
): Promise<AppendEnd> {
  try {
    return await log.append(appends);
  } catch (error) {
    logger.error({ err: error, sops: appends.map(({ sop }) => sop) }, "append failed");
    return "failed";
  }
}
