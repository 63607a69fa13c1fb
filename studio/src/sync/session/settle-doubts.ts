import type { PendingPatch } from "../core/pending.ts";
import { findInLog, type LogPlace } from "./find-in-log.ts";
import { isOldRemovalOf, removedNodes } from "./old-removals.ts";
import { show, type SessionParts } from "./parts.ts";
import { setAside } from "./settle.ts";

/**
 * Removals that passed for judged, since what was made after them was, and of which the node is there: somebody brought it
 * back, or whoever drained the queue in my place held the removal back, to be asked about. They wait until it is known.
 */
export function holdDoubtful(parts: SessionParts, changed: ReadonlySet<string>): void {
  const { core, serverNow } = parts;
  const isThere = (node: string) => core.confirmedValue({ kind: "node", id: node }) !== undefined;
  parts.doubtful = [...core.queue.all()].filter(
    ({ isInGraph, fate, made }) =>
      isInGraph &&
      fate === null &&
      isOldRemovalOf(made, changed, serverNow()) &&
      removedNodes(made.ops).some(isThere),
  );
  for (const patch of parts.doubtful) patch.mayGo = false;
}

/** Asks the log about them: what was judged is sent to hear how it fared, the rest waits for a yes (TRANSFORM "Client"). */
export async function settleDoubts(
  parts: SessionParts,
  place: () => Promise<LogPlace>,
  isClosed: () => boolean,
): Promise<void> {
  const { doubtful, core, emit } = parts;
  parts.doubtful = [];
  if (doubtful.length === 0) return;
  const made = doubtful.map((patch) => patch.made);
  const inLog = await place().then(
    (place) => findInLog(place, made),
    () => null,
  );
  if (isClosed()) return;
  for (const patch of doubtful) if (core.queue.find(patch.made.id) === patch) settleOne(parts, patch, inLog);
  show(parts);
  emit({ kind: "status" });
  parts.sender.flush();
}

function settleOne(parts: SessionParts, patch: PendingPatch, inLog: ReadonlySet<string> | null): void {
  if (inLog?.has(patch.made.id) === true) patch.mayGo = true;
  else setAside(parts, patch, inLog === null ? "unknown" : "unsent", "confirm_removal");
}
