import { equalJson } from "#schemas/json.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { agentOf } from "#schemas/ids.ts";
import type { GraphView } from "#schemas/change/types.ts";
import type { InitMessage } from "#schemas/protocol/server-message.ts";
import { type PendingPatch, versionOfFate } from "../core/pending.ts";
import { keepGraph } from "./keep-graph.ts";
import { keepThenSend } from "./keep-then-send.ts";
import { withoutBase } from "./other-base.ts";
import { nodesIn, oldRemovals, removedNodes } from "./old-removals.ts";
import { rolledBack } from "./rolled-back.ts";
import { show, type SessionParts } from "./parts.ts";
import { saysWhere } from "./lost-frames.ts";
import { loseFrame, setAside, settle } from "./settle.ts";
import { takePatches } from "./take-patches.ts";

/**
 * Takes in what a connection begins with. "gap": it does not follow on what is confirmed here, so everything has to come
 * anew. "too brief": what was made since it was asked for needs all that stood beside the graph, so it is asked for again.
 */
export function takeInit(parts: SessionParts, init: InitMessage): "taken" | "gap" | "too brief" {
  const { company, core, emit } = parts;
  parts.sendPinned?.();
  if (init.since !== undefined && parts.isAskedInBrief && core.queue.size > 0) return "too brief";
  const { peer: before, role } = company;
  company.enter(init);
  parts.newest = Math.max(parts.newest, init.time);
  parts.limits = { ...DEFAULT_LIMITS, ...init.limits };
  if (before !== null && agentOf(before) !== init.you.agent) setAllAside(parts, "other_agent");
  const changed =
    init.sop === undefined
      ? catchUp(parts, init)
      : startOver(parts, init, init.sop.graph as unknown as GraphView, before !== null);
  if (changed === null) return "gap";
  // Whose edits the queue holds from now on: no other agent may send them, and this one may.
  if (init.sop === undefined && (before !== init.you.peer || role !== init.you.role)) keepGraph(parts);
  const judgedSeq = loseForgotten(parts, init.you.last);
  loseFrameless(parts);
  for (const patch of oldRemovals(core.queue, changed, parts.serverNow())) {
    const isJudged = patch.seq <= judgedSeq || patch.made.id === init.you.last;
    if (!isJudged) setAside(parts, patch, "unsent", "confirm_removal");
  }
  settleKnown(parts);
  show(parts, init.sop !== undefined);
  for (const kind of ["peers", "locks", "role", "envelope", "asides"] as const) emit({ kind });
  return "taken";
}

/**
 * The store had failed, and the tab is gone: patches of mine were judged that this device knows nothing of. What was made
 * since on what it did know is not what I am held to have seen, and an index in it would mean another element. Gives
 * the last place in the queue of what was judged before those.
 */
function loseForgotten(parts: SessionParts, last: string | null): number {
  const { recalled } = parts;
  parts.recalled = null;
  if (recalled === null || last === null || recalled.mine.has(last)) return -1;
  for (const patch of parts.core.queue.all())
    if (patch.seq > recalled.lastSeq && saysWhere(patch)) loseFrame(parts, patch);
  return recalled.lastSeq;
}

/** What was on its way behind one that left unjudged, and did not get there. */
function loseFrameless(parts: SessionParts): void {
  for (const patch of parts.core.queue.all())
    if (patch.made.lacksFrame === true && !patch.isInGraph) loseFrame(parts, patch);
}

/** Everything that was not answered, as the SOP is out of reach or is another's. */
export function setAllAside(parts: SessionParts, code: "other_agent" | "access_lost" | "sop_deleted"): void {
  const kind = code === "other_agent" ? "unsent" : "unknown";
  for (const patch of parts.core.queue.all()) setAside(parts, patch, kind, code);
}

/** Gives the nodes that others changed; null: a hole. */
function catchUp(parts: SessionParts, { patches = [], version }: InitMessage): Set<string> | null {
  const isWhole = takePatches(parts, patches, "news") && parts.core.version === version;
  const others = patches.filter(({ peer }) => peer !== parts.company.peer);
  return isWhole ? new Set(others.flatMap(({ ops }) => nodesIn(ops))) : null;
}

/** Gives the nodes that are not what they were. `hadGraph`: something was confirmed here before, be it version 0. */
function startOver(parts: SessionParts, init: InitMessage, graph: GraphView, hadGraph: boolean): Set<string> {
  const { core, undo, keeper } = parts;
  // Not the version here and now: while a stream gave way to a socket, it may have moved on from what was told.
  const isContained = hadGraph && init.since !== undefined;
  const removed = [...core.queue.all()].flatMap(({ made }) => removedNodes(made.ops));
  const before = new Map(removed.map((id) => [id, core.confirmedValue({ kind: "node", id })]));
  const old = { graph: core.confirmed(), version: core.version };
  core.startOver(graph, init.version, init.head, init.side);
  parts.needsWhole = false;
  const lost = hadGraph && !isContained ? rolledBack(parts, old, { graph, version: init.version }) : null;
  if (lost !== null) keeper.keepSoon(parts.quarantine.put(lost));
  if (hadGraph) undo.startedOver();
  const landed = new Set(init.landed);
  const rebased: PendingPatch[] = [];
  for (const patch of core.queue.all()) {
    core.markInGraph(patch, landed.has(patch.made.id) || (isContained && patch.isInGraph));
    if (!isContained && !patch.isInGraph && patch.made.base !== null) {
      patch.made = withoutBase(patch.made);
      patch.fate = null;
      rebased.push(patch);
    }
  }
  keepGraph(parts);
  if (rebased.length > 0) void keepThenSend(parts, rebased);
  const isOther = (id: string) => !equalJson(before.get(id), core.confirmedValue({ kind: "node", id }));
  return new Set([...before.keys()].filter(isOther));
}

function settleKnown(parts: SessionParts): void {
  for (const patch of parts.core.queue.all()) {
    const { fate } = patch;
    if (fate !== null && versionOfFate(fate) <= parts.core.version) settle(parts, patch, fate);
  }
}
