import { wholeAside } from "../asides/make-asides.ts";
import { keepGraph } from "./keep-graph.ts";
import { show, surroundings, type Recalled, type SessionParts } from "./parts.ts";
import { KEEP, type StoredQueue } from "./stored-queue.ts";

/** Puts a session where its queue was left: the graph that was confirmed, and on it what was not answered. */
export function recall(parts: SessionParts, stored: StoredQueue): void {
  const { core, company, undo } = parts;
  const { standing, graph, side } = stored;
  undo.restore(stored.steps);
  if (standing === null || graph === null) return setPlacelessAside(parts, stored);
  company.recall(standing.peer, standing.role, standing.envelope);
  parts.newest = standing.newest ?? 0;
  core.startOver(graph, standing.version, standing.head, side);
  for (const event of stored.patches) {
    const received = core.commit(event, event.peer === standing.peer);
    parts.newest = Math.max(parts.newest, event.ts);
    // A hole cannot be: rows are written in order. Were there one, the registry tells the rest.
    if (received.kind === "gap") break;
  }
  const committed = new Map(stored.patches.map(({ id, ops }) => [id, ops.map(({ path }) => path)]));
  for (const { seq, made } of stored.pending) {
    const patch = core.add(made, true, seq);
    patch.effects = committed.get(made.id) ?? null;
    core.markInGraph(patch, stored.inGraph.has(made.id));
  }
  parts.recalled = knownIn(stored);
  if (stored.isBorrowed === true) keepGraph(parts);
  show(parts, true);
}

/** What it knows of my patches: more may have been judged, where the store failed. */
function knownIn({ standing, patches, pending, judged }: StoredQueue): Recalled {
  const own = patches.filter(({ peer }) => peer === standing?.peer);
  const known = [...own.map(({ id }) => id), ...pending.map(({ made }) => made.id)];
  const lastSeq = pending.at(-1)?.seq ?? -1;
  return { mine: new Set(judged === null ? known : [...known, judged]), lastSeq };
}

/**
 * What the site had stored was cleared while this queue's tab was open, and what it wrote after that is all there is: not
 * whose it is, nor what it was made on. It is not sent unasked, and its places in the queue are free.
 */
function setPlacelessAside(parts: SessionParts, { pending }: StoredQueue): void {
  for (const { seq, made } of pending) {
    const aside = wholeAside(made, "unknown", "place_lost", surroundings(parts));
    parts.keeper.keepSoon([KEEP.answered(seq), ...parts.quarantine.put(aside)]);
  }
}
