import type { PendingPatch } from "../core/pending.ts";
import type { Queue } from "../core/queue.ts";
import type { Write } from "../store/store.ts";
import type { SessionParts } from "./parts.ts";
import { KEEP } from "./stored-queue.ts";

/**
 * Brings patches onto this device as they are now, then lets them go. Not the other way round: a tab that dies in between
 * comes back with what it had kept, and the registry takes one id with one body. Gives false where the store fails: they
 * go from memory alone.
 */
export async function keepThenSend(
  { keeper, sender, emit }: Pick<SessionParts, "keeper" | "sender" | "emit">,
  patches: readonly PendingPatch[],
  writes: readonly Write[] = [],
): Promise<boolean> {
  for (const patch of patches) patch.mayGo = false;
  const mades = patches.map(({ made }) => made);
  const rows = patches.map(({ seq, made }) => KEEP.pending(seq, made));
  const isKept = await keeper.keep([...rows, ...writes]);
  for (const [i, patch] of patches.entries()) {
    // Its base was lost meanwhile: whoever took it away keeps it as it is now, and lets it go then.
    if (patch.made !== mades[i]) continue;
    patch.isKept = isKept;
    patch.mayGo = true;
  }
  sender.flush();
  emit({ kind: "status" });
  return isKept;
}

/** The store takes again what it had refused: with that, all that went from memory alone is on this device. */
export function markKept(queue: Queue): void {
  for (const patch of queue.all()) if (patch.mayGo) patch.isKept = true;
}
