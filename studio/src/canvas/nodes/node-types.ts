import type { NodeTypes } from "@xyflow/react";
import type { NodeType } from "#schemas/graph/node.ts";
import { ConditionNode } from "./condition-node.tsx";
import { StepNode } from "./step-node.tsx";
import { ToolNode } from "./tool-node.tsx";

/** What draws each type of node. */
export const NODE_TYPES = {
  step: StepNode,
  condition: ConditionNode,
  tool: ToolNode,
} satisfies Record<NodeType, unknown> as NodeTypes;
