import type { Edge } from "#schemas/graph/edge.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Node } from "#schemas/graph/node.ts";
import type { Picture } from "#studio/canvas/to-flow.ts";

/** A step, named as its id. */
export function stepAt(id: string, x = 0, y = 0): Node {
  return { id, type: "step", position: { x, y }, data: { step: id, instruction: "" } };
}

/** A condition with branches that say nothing. */
export function conditionAt(id: string, branches: readonly string[], x = 0, y = 0): Node {
  const conditions = Object.fromEntries(branches.map((branch) => [branch, { action: "" }]));
  return { id, type: "condition", position: { x, y }, data: { field: id, conditions } };
}

/** An edge, named by its ends. */
export function edgeOf(source: string, target: string, sourceHandle?: string): Edge {
  return { id: `${source}-${target}`, source, target, ...(sourceHandle !== undefined && { sourceHandle }) };
}

/** A graph as the canvas is given it. */
export function pictureOf({ nodes, edges }: Pick<Graph, "nodes" | "edges">): Picture {
  return { nodes: Object.values(nodes), edges: Object.values(edges) };
}

/** Chance that always goes through the same numbers. */
export function fixedChance(): () => number {
  let at = 0;
  return () => ((at += 7) % 31) / 31;
}

/** Finds a node by its id. */
export function finder(nodes: readonly Node[]): (id: string) => Node | undefined {
  return (id) => nodes.find((node) => node.id === id);
}
