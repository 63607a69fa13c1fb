import type { Graph } from "./graph.ts";
import type { Node } from "./node.ts";

export type StepNode = Extract<Node, { type: "step" }>;
export type ConditionNode = Extract<Node, { type: "condition" }>;
export type ToolNode = Extract<Node, { type: "tool" }>;

/** The reading order of a canvas: from top to bottom, from left to right, then by id in code units. */
export function byPlace(a: Node, b: Node): number {
  return (
    a.position.y - b.position.y || a.position.x - b.position.x || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** The steps of a graph in reading order: the order of a unit's decision tree. */
export function orderSteps(graph: Pick<Graph, "nodes">): StepNode[] {
  return Object.values(graph.nodes)
    .filter((node) => node.type === "step")
    .sort(byPlace);
}
