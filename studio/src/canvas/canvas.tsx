import type { Viewport } from "@xyflow/react";
import { useLayoutEffect, useRef, useState } from "react";
import { useCanEdit, useEditorState } from "../editor/editor-context.tsx";
import { useCanvas } from "./canvas-context.tsx";
import { CanvasControls } from "./canvas-controls.tsx";
import { ConnectingBar } from "./connecting-bar.tsx";
import { DRAGGED_TYPE } from "./palette-item.tsx";
import { EmptyCanvas } from "./empty-canvas.tsx";
import { firstView } from "./first-view.ts";
import { FlowCanvas } from "./flow-canvas.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { pictureOf } from "./actions/try-edit.ts";
import { addNode } from "./actions/add-node.ts";
import { useFocus } from "./use-focus.ts";
import { useKeys } from "./use-keys.ts";
import { useNodeCount } from "./use-feed.ts";
import type { NodeType } from "#schemas/graph/node.ts";

/** The SOP as a picture that people edit, with what floats over it. */
export function Canvas() {
  const canvas = useCanvas();
  const count = useNodeCount();
  const canEdit = useCanEdit();
  const isVisit = useEditorState(({ visit }) => visit !== null);
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<Viewport | null>(null);
  useLayoutEffect(() => {
    // Before anything is painted: the canvas never jumps to where it begins.
    const { width = 0, height = 0 } = frame.current?.getBoundingClientRect() ?? {};
    setView((view) => view ?? firstView(pictureOf(canvas.editor).nodes, { width, height }));
  }, [canvas]);
  useKeys();
  useFocus();
  return (
    <div
      ref={frame}
      className="absolute inset-0 bg-ground select-none"
      onPointerMove={({ clientX, clientY }) => {
        canvas.pointer.place = canvas.flow.screenToFlowPosition(
          { x: clientX, y: clientY },
          { snapToGrid: false },
        );
      }}
      onPointerLeave={() => {
        canvas.pointer.place = null;
      }}
      onDragOver={(event) => {
        if (!canEdit || !event.dataTransfer.types.includes(DRAGGED_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
      }}
      onDrop={(event) => {
        const type = event.dataTransfer.getData(DRAGGED_TYPE) as NodeType | "";
        if (!canEdit || type === "") return;
        event.preventDefault();
        addNode(canvas, type, canvas.flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
      }}
    >
      {view !== null && <FlowCanvas count={count} canEdit={canEdit} firstView={view} />}
      {count === 0 && !isVisit && <EmptyCanvas canEdit={canEdit} />}
      <ConnectingBar />
      {canEdit && <SelectionBar />}
      <CanvasControls canEdit={canEdit} isEmpty={count === 0} />
    </div>
  );
}
