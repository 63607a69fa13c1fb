import type { Edge } from "#schemas/graph/edge.ts";

/** The connections of one node. */
export interface NodeLinks {
  readonly out: readonly Edge[];
  readonly in: readonly Edge[];
}

/** No connections. */
export const NO_LINKS: NodeLinks = { out: [], in: [] };

/** Connections by node; an entry that says the same as `before` is the very same. */
export function indexLinks(
  edges: Iterable<Edge>,
  before: ReadonlyMap<string, NodeLinks>,
): ReadonlyMap<string, NodeLinks> {
  const drafts = new Map<string, { out: Edge[]; in: Edge[] }>();
  const at = (node: string) => {
    const known = drafts.get(node) ?? { out: [], in: [] };
    drafts.set(node, known);
    return known;
  };
  for (const edge of edges) {
    at(edge.source).out.push(edge);
    at(edge.target).in.push(edge);
  }
  return new Map([...drafts].map(([node, links]) => [node, keepSame(before.get(node), links)]));
}

function keepSame(before: NodeLinks | undefined, now: NodeLinks): NodeLinks {
  return before !== undefined && isSame(before.out, now.out) && isSame(before.in, now.in) ? before : now;
}

function isSame(one: readonly Edge[], other: readonly Edge[]): boolean {
  return one.length === other.length && one.every((edge, i) => edge === other[i]);
}
