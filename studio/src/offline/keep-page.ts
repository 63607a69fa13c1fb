/**
 * Keeps the studio itself in this browser, so that it opens without the network too. Not where its sources are served
 * live, and not in a browser that keeps nothing (no secure connection, a private window).
 */
export function keepPage(): void {
  if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return;
  // Not before the page has all that it needs itself.
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep, { once: true });
}

function keep(): void {
  const { serviceWorker } = navigator;
  serviceWorker
    .register("/worker.js")
    .then(() => serviceWorker.ready)
    // A page that was on its way when the worker began belongs to none.
    .then(({ active }) => serviceWorker.controller ?? active?.postMessage("claim", []))
    .catch(() => undefined);
}
