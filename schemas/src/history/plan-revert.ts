import { pathOf } from "../change/draft.ts";
import { nodesBackFirst, type Skipped } from "../change/invert.ts";
import { createState, graphOf, holdGraph, type SopState } from "../change/state.ts";
import type { Culprit, GraphView } from "../change/types.ts";
import { createRevert, type Revert } from "./revert.ts";
import { takeBack } from "./take-back.ts";
import type { Touch } from "./touches.ts";

/** A place that is left as it is, with whose later work keeps it from being taken back. */
interface SkippedPlace extends Skipped {
  readonly by?: Culprit;
}

/** What takes an agent's work back. */
export interface RevertPlan {
  /** The newest version's graph without that work. */
  readonly graph: GraphView;
  /** The versions of which something is taken back, newest first. */
  readonly undone: readonly number[];
  readonly skipped: readonly SkippedPlace[];
}

/**
 * Plans to take back what an agent did, newest first, by the rule of undo (O6): only where nobody else wrote since.
 * `state`: the newest version; `touches`: all that was done since some version, oldest first.
 */
export function planRevert(
  state: SopState,
  touches: readonly Touch[],
  isOwn: (peer: string) => boolean,
): RevertPlan {
  const work = createState(holdGraph(state));
  const revert = createRevert(state, work, touches, isOwn);
  for (const touch of touches.filter(({ peer }) => isOwn(peer)).toSorted(newestFirst))
    takeBack(revert, touch);
  return {
    graph: graphOf(work),
    undone: [...revert.undone].toSorted((a, b) => b - a),
    skipped: listSkipped(revert),
  };
}

/** Within a version nodes come back before their edges, and go after them. */
function newestFirst(a: Touch, b: Touch): number {
  return b.version - a.version || nodesBackFirst(a.change, b.change);
}

function listSkipped({ skipped }: Revert): SkippedPlace[] {
  return [...skipped.values()].flat().map(({ change, reason, by }) => ({
    path: pathOf(change.ref, change.tokens),
    reason,
    ...(by !== undefined && { by: { peer: by.peer, version: by.version } }),
  }));
}
