import { useStore } from "@xyflow/react";
import { Grid3x3, Hand, Map as MapIcon, Maximize, Minus, MousePointer2, Network, Plus } from "lucide-react";
import { IconButton } from "../ui/button.tsx";
import { tidyUp } from "./actions/tidy-up.ts";
import { COMMANDS } from "./commands.ts";
import { useCanvas, useCanvasState } from "./canvas-context.tsx";

/** How the canvas is looked at and used: zoom, fit, layout, grid, map. */
export function CanvasControls({
  canEdit,
  isEmpty,
}: {
  readonly canEdit: boolean;
  readonly isEmpty: boolean;
}) {
  const canvas = useCanvas();
  const { tool, isSnapping, hasMinimap, isTidying, set } = useCanvasState((state) => state);
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 100));
  return (
    <div
      role="toolbar"
      aria-label="View"
      className="absolute bottom-3 left-3 z-5 flex items-center gap-0.5 rounded-xl border border-line bg-surface p-1 shadow-raised"
    >
      <IconButton label="Zoom out" hint="-" onClick={() => void COMMANDS.zoomOut(canvas)}>
        <Minus />
      </IconButton>
      <span className="w-11 text-center text-xs text-ink-soft tabular-nums max-sm:hidden">{zoom}%</span>
      <IconButton label="Zoom in" hint="+" onClick={() => void COMMANDS.zoomIn(canvas)}>
        <Plus />
      </IconButton>
      <IconButton
        label="Show everything"
        hint="F"
        disabled={isEmpty}
        onClick={() => void COMMANDS.fit(canvas)}
      >
        <Maximize />
      </IconButton>
      {canEdit && (
        <IconButton
          label="Tidy up the layout"
          hint="L"
          disabled={isEmpty || isTidying}
          onClick={() => void tidyUp(canvas)}
        >
          <Network />
        </IconButton>
      )}
      <div className="flex gap-0.5 max-sm:hidden">
        <span aria-hidden className="mx-1 my-1.5 w-px bg-line" />
        <IconButton
          label={tool === "hand" ? "Drag on the canvas selects" : "Drag on the canvas moves it"}
          onClick={() => set({ tool: tool === "hand" ? "select" : "hand" })}
        >
          {tool === "hand" ? <MousePointer2 /> : <Hand />}
        </IconButton>
        {canEdit && (
          <IconButton
            label="Snap to grid"
            aria-pressed={isSnapping}
            onClick={() => set({ isSnapping: !isSnapping })}
          >
            <Grid3x3 />
          </IconButton>
        )}
        <IconButton
          label="Minimap"
          aria-pressed={hasMinimap}
          onClick={() => set({ hasMinimap: !hasMinimap })}
        >
          <MapIcon />
        </IconButton>
      </div>
    </div>
  );
}
