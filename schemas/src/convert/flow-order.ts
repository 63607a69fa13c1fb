import type { Graph } from "../graph/graph.ts";
import { linksOf, type Links } from "../graph/links.ts";
import type { Node } from "../graph/node.ts";
import { byPlace, type StepNode } from "../graph/order.ts";

/**
 * The steps in the order in which the work comes to them: what leads to a step comes before it, loops aside; else they are
 * in reading order.
 */
export function orderByFlow(graph: Graph): StepNode[] {
  const links = linksOf(Object.values(graph.edges));
  const nodes = Object.values(graph.nodes).sort(byPlace);
  const seen = new Set<string>();
  const searchOnce = ({ id }: Node) => (seen.has(id) ? [] : search(graph, links, id, seen));
  // Reverse postorder of all entries together: what two of them lead to comes after both.
  const entries = nodes.filter(({ id }) => links.to(id).length === 0);
  const entered = entries.toReversed().map(searchOnce).toReversed();
  // A loop that nothing leads into is entered at its first node.
  const loops = nodes.map(searchOnce);
  return [...entered, ...loops]
    .flat()
    .map((id) => graph.nodes[id])
    .filter((node) => node?.type === "step");
}

/** Everything first reached from `root`, in reverse postorder; without recursion, for chains of any length. */
function search(graph: Graph, links: Links, root: string, seen: Set<string>): string[] {
  const done: string[] = [];
  const path = [{ id: root, ahead: aheadOf(graph, links, root) }];
  seen.add(root);
  for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
    const next = visit.ahead.pop();
    if (next === undefined) done.push(path.pop()?.id ?? "");
    else if (!seen.has(next)) {
      seen.add(next);
      path.push({ id: next, ahead: aheadOf(graph, links, next) });
    }
  }
  return done.toReversed();
}

/** In reading order: the last is searched first, and so comes last. */
function aheadOf(graph: Graph, links: Links, id: string): string[] {
  return links
    .from(id)
    .map((edge) => graph.nodes[edge.target])
    .filter((node) => node !== undefined)
    .sort(byPlace)
    .map((node) => node.id);
}
