import { orderByFlow } from "#schemas/convert/flow-order.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Node } from "#schemas/graph/node.ts";
import { byPlace, type ConditionNode } from "#schemas/graph/order.ts";
import { isPlain, lookAround, type Placed } from "./around.ts";
import type { OutlineMeta } from "./outline.ts";
import { writeMeta } from "./write-meta.ts";
import { writeNode } from "./write-node.ts";

/**
 * U71: a graph as a text that `readOutline` makes the same graph of, but for ids, places, and a second connection that
 * says nothing which the first does not.
 */
export function outlineOf(graph: Pick<Graph, "nodes" | "edges"> & OutlineMeta): string {
  const placed = placeNodes(graph);
  const around = lookAround(placed, Object.values(graph.edges));
  const blocks = placed.map((_, i) => writeNode(i, around).join("\n"));
  return [...writeMeta(graph), ...blocks].join("\n");
}

/** The steps in the order of the work, each with the decisions that it leads to; decisions without one; tools. */
function placeNodes({ nodes, edges }: Pick<Graph, "nodes" | "edges">): Placed[] {
  const all = Object.values(nodes).sort(byPlace);
  const plain = Object.values(edges).filter(isPlain);
  const steps = orderByFlow({ name: "", domain: "", nodes, edges });
  const targets = Map.groupBy(plain, ({ source }) => source);
  const stepOf = new Map<string, Node>();
  for (const step of steps) {
    for (const { target } of targets.get(step.id) ?? [])
      if (nodes[target]?.type === "condition" && !stepOf.has(target)) stepOf.set(target, step);
  }
  const conditions = all.filter((node): node is ConditionNode => node.type === "condition");
  const below = Map.groupBy(conditions, ({ id }) => stepOf.get(id)?.id);
  return [
    ...steps.flatMap((step) => [
      place(step),
      ...(below.get(step.id) ?? []).map((condition) => place(condition, step)),
    ]),
    ...(below.get(undefined) ?? []).map((condition) => place(condition)),
    ...all.filter(({ type }) => type === "tool").map((tool) => place(tool)),
  ];
}

function place(node: Node, step: Node | null = null): Placed {
  return { node, type: node.type, step };
}
