import type { FocusEvent } from "react";
import { focusNode } from "./actions/focus-node.ts";
import { pictureOf } from "./actions/try-edit.ts";
import { useCanvas } from "./canvas-context.tsx";
import { nodeAfter } from "./reading-order.ts";

/**
 * Where the focus comes in by Tab, and leaves: nodes lie in the page in another order than they are read in. Who comes
 * from outside is sent to the first (or last) node; who comes from a node goes on from here by the browser's own ways.
 */
export function CanvasBorder({ side }: { readonly side: "first" | "last" }) {
  const canvas = useCanvas();
  const enter = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Element && relatedTarget.closest(".react-flow") !== null) return;
    const node = nodeAfter(pictureOf(canvas.editor).nodes, null, side === "last");
    if (node !== null) focusNode(canvas, node.id);
  };
  return <span data-border={side} tabIndex={0} className="outline-none" onFocus={enter} />;
}
