import type { Graph } from "../graph/graph.ts";
import { byPlace, orderSteps, type StepNode } from "../graph/order.ts";

/** An edge of the picture: it points down, from the earlier node to the later one, whichever way the graph's edge goes. */
interface DownEdge {
  readonly from: string;
  readonly to: string;
}

/** The rows of a picture. */
export interface Ranks {
  /** The row of every node, 0 on top. */
  readonly rankById: ReadonlyMap<string, number>;
  /** Each pair of joined nodes once. */
  readonly edges: readonly DownEdge[];
  readonly steps: readonly StepNode[];
}

/** Steps side by side in a row: more would not fit on a screen. */
const MOST_IN_ROW = 4;

/**
 * Gives every node its row. A step is never above the one before it in reading order, and beside it only as another
 * branch of something above them both; so the order of a unit is that of its picture. Loops lead up.
 */
export function rankNodes(graph: Graph): Ranks {
  const steps = orderSteps(graph);
  const sequence = sequenceOf(graph, steps);
  const edges = downEdges(graph, new Map(sequence.map((id, i) => [id, i])));
  const above = Map.groupBy(edges, (edge) => edge.to);
  const rankById = new Map<string, number>();
  let row = -1;
  let inRow = 0;
  for (const id of sequence) {
    const parents = above.get(id) ?? [];
    const lowest = parents.reduce((rank, { from }) => Math.max(rank, (rankById.get(from) ?? 0) + 1), 0);
    if (graph.nodes[id]?.type !== "step") {
      rankById.set(id, lowest);
      continue;
    }
    // Without anything above it, a step follows the one before.
    const isBeside = parents.length > 0 && lowest <= row && inRow < MOST_IN_ROW;
    const rank = isBeside ? row : Math.max(lowest, row + 1);
    inRow = isBeside ? inRow + 1 : 1;
    row = rank;
    rankById.set(id, rank);
  }
  return { rankById, edges, steps };
}

/** All nodes, each step followed by what hangs on it first; what hangs on nothing comes last. */
function sequenceOf(graph: Graph, steps: readonly StepNode[]): string[] {
  const hanging = new Map<string, string[]>();
  for (const { source, target } of Object.values(graph.edges)) {
    hang(source, target);
    hang(target, source);
  }
  const sequence = new Set<string>();
  for (const step of steps) {
    const stack = [step.id];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (sequence.has(id)) continue;
      sequence.add(id);
      const children = (hanging.get(id) ?? []).map((child) => graph.nodes[child]);
      const known = children.filter((node) => node !== undefined && !sequence.has(node.id));
      stack.push(...known.map((node) => node?.id ?? "").toReversed());
    }
  }
  for (const node of Object.values(graph.nodes).sort(byPlace)) sequence.add(node.id);
  return [...sequence];

  function hang(on: string, id: string): void {
    if (graph.nodes[id]?.type === "step") return;
    const others = hanging.get(on);
    if (others === undefined) hanging.set(on, [id]);
    else others.push(id);
  }
}

function downEdges(graph: Graph, placeById: ReadonlyMap<string, number>): DownEdge[] {
  const edges = new Map<string, DownEdge>();
  for (const { source, target } of Object.values(graph.edges)) {
    if (source === target) continue;
    const isDown = (placeById.get(source) ?? 0) < (placeById.get(target) ?? 0);
    const edge = isDown ? { from: source, to: target } : { from: target, to: source };
    // Ids hold no space.
    edges.set(`${edge.from} ${edge.to}`, edge);
  }
  return [...edges.values()];
}
