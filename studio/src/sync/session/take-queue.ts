import { agentOf } from "#schemas/ids.ts";
import type { Cancel, Env } from "../env.ts";
import type { QueueName, SyncStore } from "../store/store.ts";
import type { OpenOptions } from "../types.ts";
import { borrowGraph } from "./borrow-graph.ts";
import { readStoredQueue, type StoredQueue } from "./stored-queue.ts";

/** A queue that is held, with what it holds. */
interface TakenQueue {
  readonly queue: QueueName;
  readonly release: Cancel;
  readonly stored: StoredQueue;
}

/**
 * Takes the queue to go on with: the one asked for, else the one written last that nobody holds, else a new one. A tab
 * that comes back finds its own edits so, and a duplicated one, whose name is held, begins anew. What another agent left
 * on this device is not for this one.
 */
export async function takeQueue(
  store: SyncStore,
  scope: string,
  { client, clientPrefix = "", agent }: Pick<OpenOptions, "client" | "clientPrefix" | "agent">,
  env: Pick<Env, "newId">,
): Promise<TakenQueue> {
  const known = await store.queues(scope);
  const wanted = client === undefined ? known : [{ scope, client }];
  const isMine = (stored: StoredQueue) => isOf(stored, agent);
  for (const queue of wanted) {
    const taken = await tryToTake(store, queue, isMine);
    if (taken !== null) return taken;
  }
  for (;;) {
    const taken = await tryToTake(store, { scope, client: clientPrefix + env.newId() }, isMine);
    if (taken !== null) return taken;
  }
}

/** Null: somebody holds it, or it is another's. Rejects where it cannot be read. */
async function tryToTake(
  store: SyncStore,
  queue: QueueName,
  isMine: (stored: StoredQueue) => boolean,
): Promise<TakenQueue | null> {
  const release = await store.hold(queue);
  if (release === null) return null;
  try {
    const stored = readStoredQueue(await store.read(queue));
    if (isMine(stored)) return { queue, release, stored: await borrowGraph(store, queue, stored, isMine) };
  } catch (error) {
    // A name that is held for nobody would be out of reach until this tab is gone.
    release();
    throw error;
  }
  release();
  return null;
}

function isOf({ standing }: StoredQueue, agent: string | undefined): boolean {
  return agent === undefined || standing === null || agentOf(standing.peer) === agent;
}
