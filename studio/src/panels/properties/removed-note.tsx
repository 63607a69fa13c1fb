import { Copy, RotateCcw } from "lucide-react";
import type { Node } from "#schemas/graph/node.ts";
import { useCanEdit, useEditor } from "../../editor/editor-context.tsx";
import { Button } from "../../ui/button.tsx";
import { copyText } from "../../ui/copy-text.ts";
import type { NodeLinks } from "../links-index.ts";
import { useNameOf } from "../use-name-of.ts";
import { discardGone } from "./discard-gone.ts";
import { nodeText } from "./node-text.ts";
import { restoreOps } from "./restore-ops.ts";
import { useTryEdit } from "./use-try-edit.ts";

/** U35: says who removed the node that is shown, and brings it back with what was written in it, or copies that. */
export function RemovedNote({ node, links }: { readonly node: Node; readonly links: NodeLinks }) {
  const { sop, state, identity } = useEditor();
  const canEdit = useCanEdit();
  const tryEdit = useTryEdit();
  const nameOf = useNameOf();
  const by = sop.lastWrite(`/nodes/${node.id}`);
  const who = by === null ? null : by.agent === identity.agent ? "you, in another tab" : nameOf(by);
  const restore = () => {
    if (tryEdit(restoreOps(sop.view, node, links))) discardGone(sop, node.id);
  };
  return (
    <div role="alert" className="grid gap-2 rounded-lg bg-bad-soft p-3 text-[13px]">
      <p>
        <strong className="font-semibold">
          {who === null ? "This node is not there any more." : `This was removed by ${who}.`}
        </strong>{" "}
        What it said is still here.
      </p>
      <div className="flex flex-wrap gap-2">
        {canEdit && (
          <Button look="primary" onClick={restore}>
            <RotateCcw aria-hidden className="size-4" />
            Restore the node
          </Button>
        )}
        <Button onClick={() => void copyText(nodeText(node))}>
          <Copy aria-hidden className="size-4" />
          Copy its text
        </Button>
        <Button look="quiet" onClick={() => state.getState().select({ nodes: [], edges: [] })}>
          Let it go
        </Button>
      </div>
    </div>
  );
}
