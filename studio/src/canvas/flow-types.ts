import type { Edge as XyEdge, Node as XyNode } from "@xyflow/react";
import type { Node, NodeType } from "#schemas/graph/node.ts";

type FlowNodeOf<T extends NodeType> = XyNode<Extract<Node, { type: T }>["data"], T>;

/** A node as React Flow draws it; `data` is the graph's own, the same object while it does not change. */
export type FlowNode = { readonly [T in NodeType]: FlowNodeOf<T> }[NodeType];

/** How an edge is drawn beside its ends. */
interface EdgeLook extends Record<string, unknown> {
  /** What it says on its way; "": nothing. */
  readonly text: string;
  /** From its beginning down to the lower edge of its node. */
  readonly drop: number;
  /** Which lane it takes where it goes down beside its node: branches above go outside of those below. */
  readonly lane: number;
  /** How many branches of its node leave above it. */
  readonly above: number;
  /** Where along it the text stands, from 0 to 1. */
  readonly at: number;
}

/** An edge as React Flow draws it. */
export type FlowEdge = XyEdge<EdgeLook, "branch">;
