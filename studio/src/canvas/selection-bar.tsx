import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  Cable,
  Copy,
  Trash2,
  type LucideIcon,
} from "lucide-react";
import { useEditorState } from "../editor/editor-context.tsx";
import { useStillNode } from "../hooks/use-entity.ts";
import { IconButton } from "../ui/button.tsx";
import { Menu, MenuItem, MenuLine } from "../ui/menu.tsx";
import { beginConnecting } from "./actions/connect.ts";
import { alignSelected, deleteSelected, duplicateSelected, spreadSelected } from "./actions/selection.ts";
import { ALIGNMENTS, type Alignment } from "./align.ts";
import { useCanvas, useCanvasState } from "./canvas-context.tsx";

const ALIGN_WORDS: Readonly<Record<Alignment, { readonly text: string; readonly Icon: LucideIcon }>> = {
  left: { text: "Align left", Icon: AlignStartVertical },
  center: { text: "Align center", Icon: AlignCenterVertical },
  right: { text: "Align right", Icon: AlignEndVertical },
  top: { text: "Align top", Icon: AlignStartHorizontal },
  middle: { text: "Align middle", Icon: AlignCenterHorizontal },
  bottom: { text: "Align bottom", Icon: AlignEndHorizontal },
};

/** What can be done with what is selected. */
export function SelectionBar() {
  const canvas = useCanvas();
  const nodes = useEditorState(({ selection }) => selection.nodes.length);
  const edges = useEditorState(({ selection }) => selection.edges.length);
  const isConnecting = useCanvasState(({ connecting }) => connecting !== null);
  // Whom one follows, and how to stop it, is said at the upper edge.
  const isFollowing = useEditorState(({ following }) => following !== null);
  const isThere = useStillNode(useEditorState(({ selection }) => selection.nodes[0] ?? "")) !== undefined;
  if (nodes + edges === 0 || isConnecting) return null;
  // Its panel stays, for what was written in it; on the canvas there is nothing to act on.
  if (nodes === 1 && !isThere) return null;
  return (
    <div
      role="toolbar"
      aria-label="Selection"
      className={`absolute inset-x-3 ${isFollowing ? "top-11" : "top-3"} z-5 mx-auto flex w-fit items-center gap-0.5 rounded-xl border border-line bg-surface p-1 pl-3 shadow-raised`}
    >
      <span className="pr-2 text-xs whitespace-nowrap text-ink-soft">{countWords(nodes, edges)}</span>
      {nodes === 1 && (
        <IconButton label="Connect to…" hint="C" onClick={() => beginConnecting(canvas)}>
          <Cable />
        </IconButton>
      )}
      {nodes > 1 && <AlignMenu canSpread={nodes > 2} />}
      {nodes > 0 && (
        <IconButton label="Duplicate" hint="Ctrl+D" onClick={() => duplicateSelected(canvas)}>
          <Copy />
        </IconButton>
      )}
      <IconButton label="Delete selection" hint="Delete" onClick={() => deleteSelected(canvas)}>
        <Trash2 />
      </IconButton>
    </div>
  );
}

function AlignMenu({ canSpread }: { readonly canSpread: boolean }) {
  const canvas = useCanvas();
  return (
    <Menu
      align="start"
      trigger={
        <IconButton label="Align">
          <AlignStartVertical />
        </IconButton>
      }
    >
      {ALIGNMENTS.map((alignment) => {
        const { text, Icon } = ALIGN_WORDS[alignment];
        return (
          <MenuItem key={alignment} onSelect={() => alignSelected(canvas, alignment)}>
            <Icon aria-hidden /> {text}
          </MenuItem>
        );
      })}
      <MenuLine />
      <MenuItem isDisabled={!canSpread} onSelect={() => spreadSelected(canvas, "horizontally")}>
        <AlignHorizontalDistributeCenter aria-hidden /> Distribute horizontally
      </MenuItem>
      <MenuItem isDisabled={!canSpread} onSelect={() => spreadSelected(canvas, "vertically")}>
        <AlignVerticalDistributeCenter aria-hidden /> Distribute vertically
      </MenuItem>
    </Menu>
  );
}

function countWords(nodes: number, edges: number): string {
  if (nodes === 0) return edges === 1 ? "1 connection" : `${edges} connections`;
  return nodes === 1 ? "1 selected" : `${nodes} selected`;
}
