import type { NodeType } from "#schemas/graph/node.ts";
import { Tip } from "../ui/tip.tsx";
import { addNode } from "./actions/add-node.ts";
import { useCanvas } from "./canvas-context.tsx";
import { NODE_ICONS } from "./nodes/node-frame.tsx";
import { TYPE_NAMES } from "./title-of.ts";

/** How a dragged palette item says what it is. */
export const DRAGGED_TYPE = "application/x-sop-studio-node";

const WORDS: Readonly<
  Record<NodeType, { readonly what: string; readonly key: string; readonly look: string }>
> = {
  step: { what: "Something to do", key: "1", look: "bg-step-soft text-step" },
  condition: { what: "A decision with branches", key: "2", look: "bg-condition-soft text-condition" },
  tool: { what: "A tool that helps", key: "3", look: "bg-tool-soft text-tool" },
};

/** A type of node to add: by click, by Enter, or by dragging it to its place. */
export function PaletteItem({ type }: { readonly type: NodeType }) {
  const canvas = useCanvas();
  const { what, key, look } = WORDS[type];
  const Icon = NODE_ICONS[type];
  return (
    <Tip side="right" text={`${what}. Click, drag onto the canvas, or press ${key}`}>
      <button
        type="button"
        draggable
        aria-label={`Add ${TYPE_NAMES[type].toLowerCase()}`}
        onDragStart={({ dataTransfer }) => {
          dataTransfer.setData(DRAGGED_TYPE, type);
          dataTransfer.effectAllowed = "copy";
        }}
        onClick={() => addNode(canvas, type)}
        className="grid w-full cursor-grab justify-items-center gap-1 rounded-xl px-1 py-2 text-[11px] text-ink-soft transition-colors hover:bg-hover hover:text-ink active:cursor-grabbing"
      >
        <span aria-hidden className={`grid size-9 place-items-center rounded-lg ${look}`}>
          <Icon className="size-4.5" />
        </span>
        {TYPE_NAMES[type]}
      </button>
    </Tip>
  );
}
