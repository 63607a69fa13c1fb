import { openSop } from "#studio/sync/open-sop.ts";
import type { SyncStore } from "#studio/sync/store/store.ts";
import { sizedGraph } from "../sized-graph.ts";
import { BENCH_SOP, createScriptedRegistry } from "./scripted-registry.ts";
import { offlineEdit, withList } from "./workload.ts";

/** How much waits, on how large a SOP. */
export type QueuePlan = { nodes: number; edges: number; queued: number };

/** Opening without a network, from the call to the view, the opening of the store included. */
export type OpeningCost = { queued: number; nodes: number; ms: number };

/** Opens a store that survives; a new one each time, on the same place. */
export type OpenStore = () => Promise<SyncStore>;

const ASKED = { url: "http://bench", sop: BENCH_SOP, auth: "key" } as const;

/** Somebody who works without a network until so many patches wait on this device. */
export async function fillQueue(open: OpenStore, { nodes, edges, queued }: QueuePlan): Promise<void> {
  const registry = createScriptedRegistry(withList(sizedGraph(nodes, edges)));
  const store = await open();
  const sop = await openSop({ ...ASKED, store, env: registry.env });
  registry.cut();
  let last: Promise<boolean> = Promise.resolve(false);
  for (let i = 0; i < queued; i++) {
    last = sop.edit(offlineEdit(i, nodes)).onDevice;
    // The store takes what there is meanwhile, as it would.
    if (i % 500 === 0) await last;
  }
  if (!(await last) || sop.status.kept !== queued) throw new Error(`${sop.status.kept} patches were kept`);
  await sop.close();
  await store.close();
}

/** Opens what `fillQueue` left, still without a network. */
export async function timeOpening(open: OpenStore, { nodes, queued }: QueuePlan): Promise<OpeningCost> {
  const registry = createScriptedRegistry({ name: "none", domain: "none", nodes: {}, edges: {} });
  registry.cut();
  const started = performance.now();
  const store = await open();
  const sop = await openSop({ ...ASKED, store, env: registry.env });
  const ms = performance.now() - started;
  const { kept } = sop.status;
  const isThere = sop.view.nodes.size === nodes && kept === queued;
  await sop.close();
  await store.close();
  if (!isThere) throw new Error(`${kept} of ${queued} patches are there`);
  return { queued, nodes, ms };
}
