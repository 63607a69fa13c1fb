import { openSop } from "#studio/sync/open-sop.ts";
import type { SyncStore } from "#studio/sync/store/store.ts";
import type { SopClient } from "#studio/sync/types.ts";
import type { Graph } from "#tests/contract-client/json.ts";
import { quantile } from "../quantile.ts";
import { sizedGraph } from "../sized-graph.ts";
import { BENCH_SOP, createScriptedRegistry } from "./scripted-registry.ts";
import { PENDING, type PendingKind, remoteOps, withList } from "./workload.ts";

/** A remote patch, from its frame to the last subscriber told. */
export type PatchCost = { pending: PendingKind; patches: number; p50Us: number; p99Us: number };

/** How much of it to do. */
export type PatchPlan = {
  nodes: number;
  edges: number;
  /** Own patches that are not answered … */
  pending: number;
  /** … while so many come from others, … */
  patches: number;
  /** … each time anew, after some that warm up: a client that has been at it for a minute. */
  times: number;
  /** Patches timed together: a browser's clock shows tenths of a millisecond. */
  batch: number;
};

/**
 * What a remote patch costs a client whose own patches are on the way, on a SOP of this size; the quantiles are those
 * of the means of its batches.
 */
export async function timeRemotePatches(
  store: SyncStore,
  kind: PendingKind,
  plan: PatchPlan,
): Promise<PatchCost> {
  const graph = withList(sizedGraph(plan.nodes, plan.edges));
  const costs: number[] = [];
  for (let time = -WARM_UPS; time < plan.times; time++) {
    const batches = await timeOnce(store, graph, kind, plan);
    if (time >= 0) costs.push(...batches);
  }
  const patches = costs.length * plan.batch;
  return { pending: kind, patches, p50Us: quantile(costs, 0.5), p99Us: quantile(costs, 0.99) };
}

const WARM_UPS = 4;

/** The mean of each batch, µs. */
async function timeOnce(
  store: SyncStore,
  graph: Graph,
  kind: PendingKind,
  { nodes, pending, patches, batch }: PatchPlan,
): Promise<number[]> {
  const registry = createScriptedRegistry(graph);
  const { env } = registry;
  const sop = await openSop({ url: "http://bench", sop: BENCH_SOP, auth: "key", store, env });
  const stop = sop.subscribe((change) => look(sop, change));
  for (let i = 0; i < pending; i++) await sop.edit(PENDING[kind](i)).onDevice;
  if (sop.status.sent !== pending) throw new Error(`${sop.status.sent} of ${pending} patches are on the way`);
  const costs: number[] = [];
  while (sop.version < patches) {
    const frames = Array.from({ length: batch }, () => registry.frame(remoteOps(kind, registry.next, nodes)));
    const started = performance.now();
    for (const frame of frames) registry.hear(frame);
    costs.push(((performance.now() - started) * 1000) / batch);
    if (sop.version !== registry.next - 1) throw new Error(`stuck at version ${sop.version}`);
    // What is kept of them is written meanwhile, as it would be.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  stop();
  await sop.close();
  await store.drop({ scope: `http://bench/${BENCH_SOP}`, client: sop.client });
  return costs;
}

/** As a canvas does: the entities that changed, and what an indicator shows. */
function look(sop: SopClient, change: Parameters<Parameters<SopClient["subscribe"]>[0]>[0]): unknown {
  if (change.kind === "status") return sop.status;
  if (change.kind !== "view") return undefined;
  return [...change.nodes].map((id) => sop.view.nodes.get(id));
}
