import { openSop } from "#studio/sync/open-sop.ts";
import type { SyncStore } from "#studio/sync/store/store.ts";
import type { SopClient } from "#studio/sync/types.ts";
import { quantile } from "../quantile.ts";
import { sizedGraph } from "../sized-graph.ts";
import { BENCH_SOP, createScriptedRegistry } from "./scripted-registry.ts";
import { LIST_NODE, PENDING, type PendingKind, remoteOps } from "./workload.ts";

/** A remote patch, from its frame to the last subscriber told. */
export type PatchCost = { pending: PendingKind; patches: number; meanUs: number; worstUs: number };

/** How much of it to do. */
export type PatchPlan = { nodes: number; edges: number; pending: number; patches: number };

/** A browser's clock shows tenths of a millisecond: so many patches are timed together. */
const BATCH = 20;

/**
 * What a remote patch costs a client whose own patches are on the way, on a SOP of this size. `worstUs`: the
 * 99th percentile of the means of 20.
 */
export async function timeRemotePatches(
  store: SyncStore,
  kind: PendingKind,
  { nodes, edges, pending, patches }: PatchPlan,
): Promise<PatchCost> {
  const graph = sizedGraph(nodes, edges);
  const listed = graph.nodes[LIST_NODE];
  if (listed === undefined) throw new Error("a graph without nodes");
  listed.data["tool_suggestions"] = Array.from({ length: 10 }, (_, i) => ({ name: `tool ${i}`, when: "now" }));
  const registry = createScriptedRegistry(graph);
  const sop = await openSop({ url: "http://bench", sop: BENCH_SOP, auth: "key", store, env: registry.env });
  const stop = sop.subscribe((change) => look(sop, change));
  for (let i = 0; i < pending; i++) await sop.edit(PENDING[kind](i, nodes)).onDevice;
  if (sop.status.sent !== pending) throw new Error(`${sop.status.sent} of ${pending} patches are on the way`);

  const times: number[] = [];
  const rounds = Math.ceil(patches / BATCH);
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    const frames = Array.from({ length: BATCH }, () => registry.frame(remoteOps(kind, registry.next, nodes)));
    const started = performance.now();
    for (const frame of frames) registry.hear(frame);
    if (round >= 0) times.push(((performance.now() - started) * 1000) / BATCH);
    // What is kept of them is written meanwhile, as it would be.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  if (sop.version !== (rounds + WARM_UP_ROUNDS) * BATCH) throw new Error(`stuck at version ${sop.version}`);
  stop();
  await sop.close();
  const meanUs = times.reduce((sum, time) => sum + time, 0) / times.length;
  return { pending: kind, patches: rounds * BATCH, meanUs, worstUs: quantile(times, 0.99) };
}

const WARM_UP_ROUNDS = 10;

/** As a canvas does: the entities that changed, and what an indicator shows. */
function look(sop: SopClient, change: Parameters<Parameters<SopClient["subscribe"]>[0]>[0]): unknown {
  if (change.kind === "status") return sop.status;
  if (change.kind !== "view") return undefined;
  return [...change.nodes].map((id) => sop.view.nodes.get(id));
}
