import { type LogStore, StorageFault } from "#registry/storage/storage.ts";
import type { Effect } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { ownGraph, replayEffects } from "#schemas/history/replay-graph.ts";

/** A graph as it was, as JSON text, with the head of its version. */
export interface PastGraph {
  readonly head: string;
  readonly graphText: string;
}

/**
 * A SOP's graph at a version that is not above its newest; null: it is not kept. Read by its effects alone: who wrote
 * what, which judging needs, makes up most of a row. Rejects when storage fails.
 */
export async function readVersion(
  log: Pick<LogStore, "snapshotAt" | "patches">,
  sop: string,
  version: number,
): Promise<PastGraph | null> {
  const start = await log.snapshotAt(sop, version);
  if (start === null) return null;
  const { snapshot, head } = start;
  if (snapshot.version === version) return { head, graphText: snapshot.graph };
  const patches = await log.patches(sop, snapshot.version, version - snapshot.version);
  const last = patches.at(-1);
  // They have left the log since the snapshot was read.
  if (last?.version !== version || patches.length !== version - snapshot.version) return null;
  const parsed: GraphView = JSON.parse(snapshot.graph);
  const graph = ownGraph(parsed);
  for (const patch of patches) replayEffects(graph, parseEffects(sop, patch));
  const { meta, nodes, edges } = graph;
  return { head: last.head, graphText: JSON.stringify({ ...meta, nodes, edges }) };
}

function parseEffects(sop: string, patch: { readonly version: number; readonly ops: string }): Effect[] {
  try {
    return JSON.parse(patch.ops) as Effect[];
  } catch (cause) {
    throw new StorageFault(sop, patch.version, "a row's ops are no JSON", { cause });
  }
}
