import { useSyncExternalStore } from "react";

/** A telephone, or a window beside another: panels lie over the canvas there. Tailwind's `md:` begins where it ends. */
const NARROW = "(max-width: 767.98px)";

/** Whether the page is too narrow for a panel beside the canvas. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow);
}

/** The same, asked once. */
export function isNarrow(): boolean {
  return matchMedia(NARROW).matches;
}

function subscribe(changed: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}
