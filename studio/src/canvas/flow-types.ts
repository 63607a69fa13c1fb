import type { Edge as XyEdge, Node as XyNode } from "@xyflow/react";
import type { Node, NodeType } from "#schemas/graph/node.ts";

type FlowNodeOf<T extends NodeType> = XyNode<Extract<Node, { type: T }>["data"], T>;

/** A node as React Flow draws it; `data` is the graph's own, the same object while it does not change. */
export type FlowNode = { readonly [T in NodeType]: FlowNodeOf<T> }[NodeType];

/** An edge as React Flow draws it; `label`: what it says on its way. */
export type FlowEdge = XyEdge<{ readonly text: string }, "branch">;
