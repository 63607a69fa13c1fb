import type { Api } from "../../app/api.ts";
import { readEvents } from "../../sync/link/read-events.ts";

/** After a stream that broke off; no more often than that, whatever the reason. */
const RETRY_MS = 3_000;
/** Who is in a SOP is told by the list alone, and not by news. */
const LOOK_MS = 3_000;

/**
 * Calls `changed` whenever the list may have changed, until `signal` ends it: at news of the registry, and every few
 * seconds, since coming and going is no news.
 */
export function followNews(api: Pick<Api, "fetch">, changed: () => void, signal: AbortSignal): void {
  const timer = setInterval(changed, LOOK_MS);
  signal.addEventListener("abort", () => clearInterval(timer));
  void listen(api, changed, signal);
}

async function listen(api: Pick<Api, "fetch">, changed: () => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const { body } = await api.fetch("/v1/events", { signal });
      if (body !== null) {
        await readEvents(
          body,
          () => undefined,
          ({ event }) => event?.startsWith("sop.") === true && changed(),
        );
      }
    } catch {
      // The list itself says that the registry cannot be reached.
    }
    await pause(RETRY_MS, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      done();
    });
  });
}
