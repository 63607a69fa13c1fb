import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "#studio/sync/store/sqlite.ts";
import { fillQueue, type OpeningCost, type QueuePlan, timeOpening } from "./time-opening.ts";
import { type PatchCost, type PatchPlan, timeRemotePatches } from "./time-remote-patches.ts";
import { PENDING_KINDS } from "./workload.ts";

/** The client's costs in one of the places where it runs. */
export type PlaceFigures = { place: string; patches: PatchCost[]; opening: OpeningCost };

/** In this process, with a store in a file. */
export async function measureHere(patches: PatchPlan, queue: QueuePlan): Promise<PlaceFigures> {
  const folder = await mkdtemp(join(tmpdir(), "client-bench-"));
  try {
    const store = await openSqliteStore(join(folder, "patches.sqlite"));
    const costs: PatchCost[] = [];
    for (const kind of PENDING_KINDS) costs.push(await timeRemotePatches(store, kind, patches));
    await store.close();
    const open = () => openSqliteStore(join(folder, "queue.sqlite"));
    await fillQueue(open, queue);
    return { place: "Bun, SQLite", patches: costs, opening: await timeOpening(open, queue) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
