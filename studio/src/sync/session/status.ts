import type { LinkState } from "../link/link.ts";
import type { Core } from "../core/core.ts";
import type { Status } from "../types.ts";

/** What stands, in the words of the three promises: on this device, sent, saved. */
export function statusOf(
  link: LinkState,
  { queue, isPinned }: Pick<Core, "queue" | "isPinned">,
  asides: number,
  storeError: string | null,
): Status {
  // What a gesture shows and has not made yet is on no disk either.
  let [unkept, kept, sent] = [isPinned ? 1 : 0, 0, 0];
  let sentSince: number | null = null;
  for (const patch of queue.all()) {
    if (patch.sentAt !== null) sentSince = Math.min(sentSince ?? patch.sentAt, patch.sentAt);
    // What went from memory alone goes with the tab, as long as nobody has answered it.
    if (!patch.isKept) unkept++;
    else if (patch.sentAt !== null) sent++;
    else kept++;
  }
  const counts = { unkept, kept, sent, sentSince, asides, storeError, link };
  return { ...counts, summary: summarise(counts) };
}

/** The worst first: what is in danger, what is wrong, what is late, what is well. */
function summarise({
  link,
  unkept,
  kept,
  sent,
  asides,
  storeError,
}: Omit<Status, "summary" | "sentSince">): Status["summary"] {
  if (storeError !== null && unkept + kept + sent > 0) return "error";
  if (link.kind === "stopped") return "gone";
  if (asides > 0) return "conflict";
  if (link.kind === "offline") return "offline";
  if (link.kind !== "open") return "reconnecting";
  if (unkept > 0 || sent > 0) return "saving";
  return kept > 0 ? "on_device" : "saved";
}
