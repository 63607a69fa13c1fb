import type { Node as XyNode, NodeProps } from "@xyflow/react";

/**
 * U19: whether a node looks as it did. Where it stands is React Flow's matter: a node that is only moved is not drawn
 * again.
 */
export function isSameNode<N extends XyNode>(before: NodeProps<N>, now: NodeProps<N>): boolean {
  return (
    before.id === now.id &&
    before.data === now.data &&
    before.selected === now.selected &&
    before.isConnectable === now.isConnectable
  );
}
