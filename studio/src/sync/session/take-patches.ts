import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import { versionOfFate } from "../core/pending.ts";
import type { Write } from "../store/store.ts";
import { show, type SessionParts } from "./parts.ts";
import { settle } from "./settle.ts";
import { keepGraph, keepInGraph } from "./keep-graph.ts";
import { KEEP } from "./stored-queue.ts";

/**
 * How an own echo is to be read. "answer": nothing else is to come. "news": it is part of the history, but how it fared is
 * still to be told (a catch-up, or a stream beside `POST messages`). "verdict": it only says how it fared; the
 * history comes by another way.
 */
export type Reading = "answer" | "news" | "verdict";

/** Takes committed patches in. False: they do not follow on what is confirmed, so that has to be fetched anew. */
export function takePatches(parts: SessionParts, events: readonly PatchEvent[], reading: Reading): boolean {
  if (reading !== "verdict" && events.some(({ peer }) => peer !== parts.company.peer)) parts.sendPinned?.();
  const writes: Write[] = [];
  let follows = true;
  for (const event of events) {
    if (reading !== "verdict" && !takeOne(parts, event, writes)) {
      follows = false;
      break;
    }
    if (reading !== "news" && event.peer === parts.company.peer) answered(parts, event);
  }
  parts.keptPatches += writes.length;
  const isMany = parts.keptPatches > MOST_KEPT_PATCHES;
  // What the graph right after holds needs no rows of its own.
  const isAnyWaiting = events.some(({ id }) => parts.core.queue.find(id)?.fate === null);
  const inGraph = isAnyWaiting ? [keepInGraph(parts)] : [];
  const own = events.findLast(({ peer }) => peer === parts.company.peer);
  const judged = own === undefined ? [] : [KEEP.judged(own.id)];
  parts.keeper.keepSoon([...(isMany ? [] : writes), ...judged, ...inGraph, ...parts.undo.takeWrites()]);
  settleKnown(parts, events);
  if (isMany) keepGraph(parts);
  show(parts);
  return follows;
}

/** Kept patches beyond this are folded into one graph: reading them back costs more than the graph by then. */
const MOST_KEPT_PATCHES = 500;

function takeOne(parts: SessionParts, event: PatchEvent, writes: Write[]): boolean {
  const { core, undo, company, quarantine, keeper, emit } = parts;
  const isOwn = event.peer === company.peer;
  const received = core.commit(event, isOwn);
  if (received.kind === "gap") {
    parts.needsWhole = event.version === core.version + 1;
    return false;
  }
  if (received.kind === "known") return true;
  parts.newest = Math.max(parts.newest, event.ts);
  writes.push(KEEP.patch(event));
  if (parts.claimed.delete(event.id)) {
    undo.made({ id: event.id, step: event.id, kind: "edit" }, received.changes);
    undo.committed(event.id, received.changes);
    emit({ kind: "undo" });
  } else if (!isOwn) {
    undo.others(received.changes);
    parts.lastWrites.heard(event);
  } else {
    undo.committed(event.id, received.changes);
    const patch = core.queue.find(event.id);
    if (patch !== undefined) patch.effects = event.ops.map(({ path }) => path);
    // A call that came twice was refused unjudged, and the other time was not.
    const aside = quarantine.find(event.id);
    if (aside !== undefined && aside.kind !== "refused") {
      keeper.keepSoon(quarantine.remove(event.id));
      emit({ kind: "asides" });
    }
  }
  return true;
}

/** An echo that answers: all of it applied, unless an outcome has said otherwise. */
function answered({ core }: SessionParts, { id, version }: PatchEvent): void {
  const patch = core.queue.find(id);
  if (patch !== undefined) patch.fate ??= { version, ops: [] };
}

/** Those leave the queue whose fate is known, and whose version is here. */
function settleKnown(parts: SessionParts, events: readonly PatchEvent[]): void {
  const own = events.filter(({ peer }) => peer === parts.company.peer);
  for (const id of [...own.map(({ id }) => id), ...parts.early]) {
    const patch = parts.core.queue.find(id);
    if (patch?.fate != null && versionOfFate(patch.fate) <= parts.core.version)
      settle(parts, patch, patch.fate);
  }
}
