import type { NodeType } from "#schemas/graph/node.ts";

/** The colours of each type's picture. */
export const NODE_LOOKS: Readonly<Record<NodeType, string>> = {
  step: "bg-step-soft text-step",
  condition: "bg-condition-soft text-condition",
  tool: "bg-tool-soft text-tool",
};
