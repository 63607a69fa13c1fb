import type { Point } from "../link/link.ts";
import { saysWhere } from "./lost-frames.ts";
import type { SessionParts } from "./parts.ts";

/**
 * Where to catch up from; null: nothing was ever confirmed here, or it is no use. While an own index waits to be judged, a
 * whole graph would not do: which element it is by now only the versions between tell, and what its author sees is what
 * the next index is counted in.
 */
export function pointOf({ core, company, needsWhole }: SessionParts): Point | null {
  if (company.peer === null || needsWhole) return null;
  const { version, head, queue } = core;
  const hasIndex = [...queue.all()].some((patch) => !patch.isInGraph && saysWhere(patch));
  return { version, head, isStepwise: hasIndex };
}
