/**
 * Calls when the page may be about to go, or is put away: what is not on its way yet goes now. Before a page is left for
 * another its scripts run on until that has come, which is long enough for a disk.
 */
export function onLeaving(run: () => void, signal: AbortSignal): void {
  addEventListener("beforeunload", run, { signal });
  addEventListener("pagehide", run, { signal });
  const look = () => {
    if (document.visibilityState === "hidden") run();
  };
  document.addEventListener("visibilitychange", look, { signal });
}
