import type { HistoryFigures } from "./measure-history.ts";
import { table, whole } from "./table.ts";

/** What it costs to look back, as markdown. */
export function renderHistory(figures: readonly HistoryFigures[]): string {
  return table(
    [
      "the history of a SOP, by HTTP",
      "version n: p50",
      "p99",
      "worst",
      "difference p50",
      "dry run of a revert",
    ],
    figures.map(({ nodes, versions, reads, p50, p99, worst, diffP50, revertMs, undone }) => [
      `${whole(versions)} versions of ${whole(nodes)} nodes (${whole(reads)} reads)`,
      ...[p50, p99, worst, diffP50].map((ms) => `${ms.toFixed(1)} ms`),
      `${revertMs.toFixed(0)} ms for ${whole(undone)} versions`,
    ]),
  );
}
