import type { Logger } from "pino";
import type { Clock } from "./clock.ts";
import type { SopStore } from "./storage/storage.ts";

/** Removes deleted SOPs for good once nobody can bring them back. */
export interface Retention {
  /** Ends it; resolves when nothing is being removed any more. */
  stop(): Promise<void>;
}

/** Nobody is told when a SOP goes for good, so an hour sooner or later is no matter; and looking costs next to nothing. */
const LOOK_EVERY_MS = 60 * 60 * 1000;

/** Starts to look, now and every hour, for SOPs that were deleted longer than `undelete_ms` ago. */
export function startRetention(parts: {
  readonly sops: Pick<SopStore, "purge">;
  readonly clock: Clock;
  readonly limits: { readonly undelete_ms: number };
  readonly log: Logger;
}): Retention {
  const { sops, clock, limits, log } = parts;
  let work: Promise<void> | undefined;

  async function removeOld(): Promise<void> {
    try {
      // From the very moment on at which it cannot be brought back.
      const gone = await sops.purge(clock.now() - limits.undelete_ms + 1);
      if (gone.length > 0) log.info({ sops: gone }, "deleted SOPs were removed for good");
    } catch (error) {
      log.error({ err: error }, "deleted SOPs could not be removed");
    }
    work = undefined;
  }

  const look = () => {
    work ??= removeOld();
  };
  look();
  const cancel = clock.every(LOOK_EVERY_MS, look);
  return {
    async stop() {
      cancel();
      await work;
    },
  };
}
