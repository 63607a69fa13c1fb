import type { Node, NodeType } from "#schemas/graph/node.ts";

/** What people call each type of node. */
export const TYPE_NAMES: Readonly<Record<NodeType, string>> = {
  step: "Step",
  condition: "Condition",
  tool: "Tool",
};

/** What people call a node: its name, or that it has none. */
export function titleOf(node: Pick<Node, "type" | "data">): string {
  const title = TITLES[node.type](node.data as never).trim();
  return title === "" ? `Untitled ${TYPE_NAMES[node.type].toLowerCase()}` : title;
}

type Titles = { readonly [T in NodeType]: (data: Extract<Node, { type: T }>["data"]) => string };

const TITLES: Titles = {
  step: (data) => data.step,
  condition: (data) => data.field,
  tool: (data) => data.name,
};
