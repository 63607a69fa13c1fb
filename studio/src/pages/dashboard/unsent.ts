import { agentOf } from "#schemas/ids.ts";
import { readStoredQueue } from "../../sync/session/stored-queue.ts";
import type { SyncStore } from "../../sync/store/store.ts";

/** Something that has edits which are on this device alone. */
export interface Unsent<T> {
  readonly sop: T;
  /** How many changes wait. */
  readonly count: number;
}

/** Of these SOPs, those with edits of an agent that wait on this device. `origin`: of the registry. */
export async function findUnsent<T extends { readonly id: string }>(
  store: Pick<SyncStore, "queues" | "read">,
  origin: string,
  agent: string,
  sops: readonly T[],
): Promise<readonly Unsent<T>[]> {
  const found: Unsent<T>[] = [];
  for (const sop of sops) {
    let count = 0;
    for (const queue of await store.queues(`${origin}/${sop.id}`)) {
      const { standing, pending, asides } = readStoredQueue(await store.read(queue));
      if (standing !== null && agentOf(standing.peer) === agent) count += pending.length + asides.length;
    }
    if (count > 0) found.push({ sop, count });
  }
  return found;
}
