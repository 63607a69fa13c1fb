import type { Graph } from "../graph/graph.ts";
import { linksOf } from "../graph/links.ts";
import { byPlace } from "../graph/order.ts";
import { layoutGraph, type Place } from "./layout.ts";

/**
 * U91: a place for every node, by what leads to what: a step stands below what leads to it, loops aside, wherever it
 * stood before. What no connection says stays in reading order.
 */
export function tidyLayout(graph: Graph): Record<string, Place> {
  const nodes = orderByEdges(graph).map((id, y) => [id, { ...graph.nodes[id], position: { x: 0, y } }]);
  return layoutGraph({ ...graph, nodes: Object.fromEntries(nodes) as Graph["nodes"] });
}

/** Every node after those that lead to it; of those that may come, the first in reading order. */
function orderByEdges(graph: Graph): string[] {
  const links = linksOf(Object.values(graph.edges));
  const left = new Map(
    Object.values(graph.nodes)
      .toSorted(byPlace)
      .map(({ id }) => [id, new Set(links.to(id).map(({ source }) => source))]),
  );
  for (const [id, sources] of left) sources.delete(id);
  const order: string[] = [];
  while (left.size > 0) {
    const next = firstFree(left) ?? firstEntered(left, links) ?? "";
    order.push(next);
    left.delete(next);
    for (const { target } of links.from(next)) left.get(target)?.delete(next);
  }
  return order;
}

type Left = ReadonlyMap<string, ReadonlySet<string>>;

function firstFree(left: Left): string | undefined {
  for (const [id, sources] of left) if (sources.size === 0) return id;
  return undefined;
}

/** Loops alone are left: one is entered where something leads into it, else at its first node. */
function firstEntered(left: Left, links: ReturnType<typeof linksOf>): string | undefined {
  for (const [id, sources] of left)
    if (links.to(id).some(({ source }) => source !== id && !sources.has(source))) return id;
  return left.keys().next().value;
}
