import type { Asides } from "../types.ts";
import type { SessionParts } from "./parts.ts";

/** Sends what was to go when its node is free, and whose node is. */
export function retryFreed(
  { company, quarantine, keeper, warn }: SessionParts,
  asides: Pick<Asides, "retry">,
): void {
  for (const aside of quarantine.list()) {
    const { id, node, whenFree } = aside;
    const holder = node === null ? undefined : company.locks.get(node);
    if (!whenFree || (holder !== undefined && holder !== company.peer)) continue;
    try {
      asides.retry(id);
    } catch (error) {
      // It does not fit any more: it stays aside, to be looked at.
      warn(`an edit could not be tried again: ${String(error)}`);
      keeper.keepSoon(quarantine.put({ ...aside, whenFree: false }));
    }
  }
}
