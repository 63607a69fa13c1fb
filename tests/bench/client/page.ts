import { openIndexedDbStore } from "#studio/sync/store/indexed-db.ts";
import { fillQueue, type OpeningCost, type QueuePlan, timeOpening } from "./time-opening.ts";
import { type PatchCost, type PatchPlan, timeRemotePatches } from "./time-remote-patches.ts";
import type { PendingKind } from "./workload.ts";

/** What the page can be asked to measure. */
export interface BenchPage {
  patches(kind: PendingKind, plan: PatchPlan): Promise<PatchCost>;
  fill(plan: QueuePlan): Promise<void>;
  open(plan: QueuePlan): Promise<OpeningCost>;
}

declare global {
  var benchPage: BenchPage;
}

globalThis.benchPage = {
  async patches(kind, plan) {
    const store = await openIndexedDbStore({ name: "patches" });
    const cost = await timeRemotePatches(store, kind, plan);
    await store.close();
    return cost;
  },
  fill: (plan) => fillQueue(openQueue, plan),
  open: (plan) => timeOpening(openQueue, plan),
};

function openQueue() {
  return openIndexedDbStore({ name: "queue" });
}
