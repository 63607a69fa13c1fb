import type { Cancel, Env } from "../env.ts";
import type { QueueName, SyncStore } from "../store/store.ts";

/**
 * Takes the queue to go on with: the one asked for, else the one written last that nobody holds, else a new one. A tab
 * that comes back finds its own edits so, and a duplicated one, whose name is held, begins anew.
 */
export async function takeQueue(
  store: SyncStore,
  scope: string,
  asked: string | undefined,
  env: Pick<Env, "newId">,
  prefix = "",
): Promise<{ readonly queue: QueueName; readonly release: Cancel }> {
  const known = await store.queues(scope);
  const wanted = asked === undefined ? known : [{ scope, client: asked }];
  for (const queue of wanted) {
    const release = await store.hold(queue);
    if (release !== null) return { queue, release };
  }
  for (;;) {
    const queue = { scope, client: prefix + env.newId() };
    const release = await store.hold(queue);
    if (release !== null) return { queue, release };
  }
}
