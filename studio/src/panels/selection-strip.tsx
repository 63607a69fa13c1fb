import { SquarePen } from "lucide-react";
import { titleOf } from "../canvas/title-of.ts";
import { useEditor, useEditorState } from "../editor/editor-context.tsx";
import { useStillNode } from "../hooks/use-entity.ts";
import { Button } from "../ui/button.tsx";
import { SHEET_OPENER } from "./use-sheet-focus.ts";

/** On a narrow page: what is selected, and the way to its properties. */
export function SelectionStrip() {
  const { state } = useEditor();
  const { nodes, edges } = useEditorState(({ selection }) => selection);
  const count = nodes.length + edges.length;
  const only = useStillNode(nodes[0] ?? "");
  if (count === 0) return null;
  return (
    <div className="fixed right-20 bottom-12 left-3 z-20 flex items-center justify-between gap-3 rounded-xl border border-line bg-raised py-1.5 pr-1.5 pl-3 shadow-raised">
      <span className="truncate font-medium">
        {wordsFor(nodes.length, edges.length, only && titleOf(only))}
      </span>
      <Button
        look="primary"
        {...{ [SHEET_OPENER]: "" }}
        onClick={() => state.getState().openPanel("properties")}
      >
        <SquarePen aria-hidden className="size-4" />
        Properties
      </Button>
    </div>
  );
}

/** What is selected, in the words of the canvas; `title`: of the first node, where it is still there. */
function wordsFor(nodes: number, edges: number, title: string | undefined): string {
  if (nodes > 1) return `${nodes} selected`;
  if (nodes === 1) return title ?? "This was removed";
  return edges === 1 ? "Connection" : `${edges} connections`;
}
