import type { NodeType } from "../graph/node.ts";

/** The size of each type of node as the canvas draws it, in flow units; `position` is its upper left corner. */
export const NODE_SIZES: Readonly<Record<NodeType, { readonly width: number; readonly height: number }>> = {
  step: { width: 280, height: 120 },
  condition: { width: 280, height: 140 },
  tool: { width: 240, height: 96 },
};
