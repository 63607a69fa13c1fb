import type { LogStore } from "#registry/storage/storage.ts";
import { graphOf, holdGraph, type SopState } from "#schemas/change/state.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { loadPast } from "./load-past.ts";
import type { Waiting } from "./parts.ts";
import type { Submission } from "./types.ts";

/** Graphs by version. */
export type BaseGraphs = ReadonlyMap<number, GraphView>;

/** True when the patch replaces the whole graph or a whole map: then its author's base decides what differs. */
export function replacesWholeMap({ ops }: Pick<Submission, "ops">): boolean {
  return ops.some(({ op, path }) => (op === "add" || op === "replace") && WHOLE.has(path));
}

/**
 * The graphs at the bases of those patches of a batch that replace whole maps, as far as the log still reaches.
 * A base that is not there is left out (`base_lost`). Rejects when storage fails.
 */
export async function loadBaseGraphs(
  log: Pick<LogStore, "load">,
  sop: string,
  state: SopState,
  batch: readonly Waiting[],
): Promise<BaseGraphs> {
  const graphs = new Map<number, GraphView>();
  for (const { submission } of batch) {
    const { base } = submission;
    if (typeof base !== "number" || graphs.has(base) || !replacesWholeMap(submission)) continue;
    const graph = await graphAt(log, sop, state, base);
    if (graph) graphs.set(base, graph);
  }
  return graphs;
}

const WHOLE: ReadonlySet<string> = new Set(["", "/nodes", "/edges"]);

async function graphAt(
  log: Pick<LogStore, "load">,
  sop: string,
  state: SopState,
  version: number,
): Promise<GraphView | undefined> {
  if (version === state.version) return holdGraph(state);
  if (version > state.version) return undefined;
  const past = await loadPast(log, sop, version);
  return past === null ? undefined : graphOf(past.state);
}
