import { show, type SessionParts } from "./parts.ts";
import type { StoredQueue } from "./stored-queue.ts";

/** Puts a session where its queue was left: the graph that was confirmed, and on it what was not answered. */
export function recall(parts: SessionParts, stored: StoredQueue): void {
  const { core, company, undo } = parts;
  const { standing, graph } = stored;
  undo.restore(stored.steps);
  if (standing === null || graph === null) return;
  company.recall(standing.peer, standing.role, standing.envelope);
  core.startOver(graph, standing.version, standing.head);
  for (const event of stored.patches) {
    const received = core.commit(event, event.peer === standing.peer);
    // A hole cannot be: rows are written in order. Were there one, the registry tells the rest.
    if (received.kind === "gap") break;
  }
  for (const { seq, made } of stored.pending)
    core.markInGraph(core.add(made, true, seq), stored.inGraph.has(made.id));
  show(parts, true);
}
