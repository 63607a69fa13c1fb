import { agentOf, peerName } from "#schemas/ids.ts";
import type { QueueName, SyncStore } from "../store/store.ts";
import { readStoredQueue, type StoredQueue } from "./stored-queue.ts";

/**
 * For a queue that knows no graph yet: the newest one that another queue of this SOP has kept, without what waits there.
 * So a second tab of theirs opens at once, network or not. Unchanged where there is none, or what another has kept cannot be read.
 */
export async function borrowGraph(
  store: Pick<SyncStore, "queues" | "read">,
  queue: QueueName,
  stored: StoredQueue,
  isMine: (other: StoredQueue) => boolean,
): Promise<StoredQueue> {
  if (stored.standing !== null || stored.pending.length > 0) return stored;
  const others = (await store.queues(queue.scope)).filter(({ client }) => client !== queue.client);
  let newest: StoredQueue | null = null;
  for (const other of others) {
    const read = await store.read(other).then(readStoredQueue, () => null);
    if (read?.standing == null || read.graph === null || !isMine(read)) continue;
    if (versionOf(read) > versionOf(newest)) newest = read;
  }
  if (newest?.standing == null) return stored;
  const { standing, graph, side, patches } = newest;
  const peer = peerName(agentOf(standing.peer), queue.client);
  return { ...stored, standing: { ...standing, peer }, graph, side, patches, isBorrowed: true };
}

/** How far its graph and the patches on top of it go. */
function versionOf(stored: StoredQueue | null): number {
  return stored?.patches.at(-1)?.version ?? stored?.standing?.version ?? -1;
}
