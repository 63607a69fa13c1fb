import { createDeferred } from "./deferred.ts";
import { createSession } from "./session/session.ts";
import { takeQueue } from "./session/take-queue.ts";
import type { LinkState } from "./link/link.ts";
import { openDefaultStore } from "./store/default-store.ts";
import { systemEnv } from "./system-env.ts";
import type { OpenOptions, SopClient } from "./types.ts";

/** The registry says that there is no such SOP for this key, and nothing of it is kept on this device. */
export class OpenError extends Error {
  /** A close code, as in CONTRACT section 2: 4401, 4403, 4404, 4410 … */
  readonly code: number;

  constructor(code: number, reason: string) {
    super(reason);
    this.name = "OpenError";
    this.code = code;
  }
}

/**
 * Opens a SOP for live editing. Resolves once there is a graph to show: at once where this device has kept one, network or
 * not; else when the registry was reached. Rejects with `OpenError` when it says no.
 */
export async function openSop(options: OpenOptions): Promise<SopClient> {
  const { url, sop, auth, env = systemEnv(), warn = warnNobody } = options;
  const { store, loss } =
    options.store === undefined ? await openDefaultStore(warn) : { store: options.store, loss: null };
  if (loss !== null) warn(loss);
  const scope = `${url.replace(/\/+$/, "")}/${sop}`;
  /** A store of our own is nobody's after this. */
  const closeStore = async () => (options.store === undefined ? store.close() : undefined);
  const { queue, stored, release } = await takeQueue(store, scope, options, env).catch(async (error) => {
    await closeStore();
    throw error;
  });
  const first = createDeferred<LinkState | "loaded">();
  const session = createSession({
    url,
    sop,
    auth,
    env,
    store,
    queue,
    async release() {
      release();
      await closeStore();
    },
    stored,
    warn,
    settled: (state) => {
      if (state === "loaded" || state.kind === "stopped") first.resolve(state);
    },
  });
  if (stored.graph !== null) return session;
  const state = await first.promise;
  if (state === "loaded") return session;
  await session.close();
  throw new OpenError(
    state.kind === "stopped" ? state.code : 0,
    state.kind === "stopped" ? state.reason : "closed",
  );
}

function warnNobody(): void {}
