import type { NodeType } from "#schemas/graph/node.ts";

/** What the order of a text says of a node: whether it stands below a step. */
interface Placed {
  readonly type: NodeType;
  readonly step?: unknown;
}

/**
 * What follows each node where the text says nothing of it: the next step, or the next decision that stands by itself.
 * Tools take no part; a decision below a step is followed by what follows the step.
 */
export function nextOf(nodes: readonly Placed[]): Map<number, number> {
  const next = new Map<number, number>();
  let waiting: number[] = [];
  for (const [i, { type, step }] of nodes.entries()) {
    if (type === "tool") continue;
    const isBelow = type === "condition" && step !== null && step !== undefined;
    if (!isBelow) {
      for (const before of waiting) next.set(before, i);
      waiting = [];
    }
    waiting.push(i);
  }
  return next;
}
