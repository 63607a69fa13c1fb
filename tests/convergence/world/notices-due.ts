import { agentOf } from "#schemas/ids.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import type { Ledger } from "./ledger.ts";
import type { LogBook } from "./log-book.ts";

const HOUR_MS = 60 * 60 * 1000;

/** An edit that stood and was undone by somebody who had not seen it. */
interface Wrong {
  readonly patch: string;
  readonly agent: string;
  readonly what: string;
}

/**
 * Finds the plainest of these in the log, by nothing but effects and bases: an edge that was drawn, and fell with a node
 * whose remover had not seen it.
 */
export function* wrongedBy(log: LogBook, ledger: Ledger, now: number): Generator<Wrong> {
  const bornBy = new Map<string, number>();
  for (const row of log.rows) {
    const remover = ledger.edits.get(row.id);
    const named = new Set(remover?.ops.map(({ path }) => path));
    for (const { op, path } of row.ops) {
      if (!path.startsWith("/edges/") || path.split("/").length !== 3) continue;
      if (op === "add") bornBy.set(path, row.version);
      if (op !== "remove") continue;
      const born = log.rows[(bornBy.get(path) ?? 0) - 1];
      bornBy.delete(path);
      if (remover === undefined || remover.base === null || born === undefined || named.has(path)) continue;
      const isWhole = [...named].some((place) => place === "" || place === "/nodes" || place === "/edges");
      const author = ledger.edits.get(born.id);
      if (isWhole || author === undefined || born.peer === row.peer || born.version <= remover.base) continue;
      // What is older than the horizon counts as seen by everybody, and nobody waits longer for a notice.
      if (now - born.arrival > DEFAULT_LIMITS.horizon_ms - HOUR_MS) continue;
      // Only who drew it is told, not who brought it along.
      if (!author.ops.some((made) => made.path === path)) continue;
      yield { patch: born.id, agent: agentOf(born.peer), what: path };
    }
  }
}
