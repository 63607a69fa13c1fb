import type { Node, NodeType } from "../graph/node.ts";

/** Flow units. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The least size of each type of node as the canvas draws it; `position` is its upper left corner. */
export const NODE_SIZES: Readonly<Record<NodeType, Size>> = {
  step: { width: 280, height: 120 },
  condition: { width: 280, height: 140 },
  tool: { width: 240, height: 96 },
};

/** Each branch of a condition is a row below its head. */
export const BRANCH_ROWS = { top: 76, height: 28, bottom: 8 } as const;

/** The size of a node as the canvas draws it: known without drawing, so that nothing has to be measured. */
export function sizeOfNode(node: Node): Size {
  const least = NODE_SIZES[node.type];
  if (node.type !== "condition") return least;
  const rows = Object.keys(node.data.conditions ?? {}).length;
  const height = BRANCH_ROWS.top + rows * BRANCH_ROWS.height + BRANCH_ROWS.bottom;
  return height <= least.height ? least : { width: least.width, height };
}
