import type { Point } from "../link/link.ts";
import type { SessionParts } from "./parts.ts";

/** Where to catch up from; null: nothing was ever confirmed here, or it is no use. */
export function pointOf({ core, company, needsWhole }: SessionParts): Point | null {
  if (company.peer === null || needsWhole) return null;
  return { version: core.version, head: core.head, hasUnanswered: core.queue.size > 0 };
}
