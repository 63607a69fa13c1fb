import type { Point } from "../link/link.ts";
import type { SessionParts } from "./parts.ts";

/** Where a connection that is asked for now catches up from; null: nothing was ever confirmed here, or it is no use. */
export function pointOf(parts: SessionParts): Point | null {
  const { core, company, needsWhole } = parts;
  const hasUnanswered = core.queue.size > 0;
  parts.isAskedInBrief = !hasUnanswered;
  if (company.peer === null || needsWhole) return null;
  return { version: core.version, head: core.head, hasUnanswered };
}
