import { addNode } from "./actions/add-node.ts";
import { beginConnecting, finishConnecting } from "./actions/connect.ts";
import { focusedEdge, focusNextEdge } from "./actions/focus-edge.ts";
import { focusedNode } from "./actions/focus-node.ts";
import { openProperties } from "./actions/open-properties.ts";
import { deleteSelected, duplicateSelected, selectAll } from "./actions/selection.ts";
import { takeBack } from "./actions/take-back.ts";
import { tellSaved } from "./actions/tell-saved.ts";
import { tidyUp } from "./actions/tidy-up.ts";
import { writeAsText } from "./actions/write-as-text.ts";
import type { Canvas } from "./canvas-context.tsx";
import { fitOptions } from "./fit.ts";
import { motionMs } from "./motion.ts";
import type { Command } from "./shortcuts.ts";

/** What each command does; false: nothing, the key is left to whoever else wants it. */
export const COMMANDS: Readonly<Record<Command, (canvas: Canvas) => boolean | void>> = {
  undo: (canvas) => takeBack(canvas, "undo"),
  redo: (canvas) => takeBack(canvas, "redo"),
  save: tellSaved,
  help: ({ editor }) => editor.state.getState().openDialog("shortcuts"),
  addStep: (canvas) => void addNode(canvas, "step"),
  addCondition: (canvas) => void addNode(canvas, "condition"),
  addTool: (canvas) => void addNode(canvas, "tool"),
  write: writeAsText,
  connect: beginConnecting,
  delete: deleteSelected,
  selectAll,
  duplicate: duplicateSelected,
  fit: ({ flow }) => void flow.fitView(fitOptions()),
  layout: (canvas) => void tidyUp(canvas),
  zoomIn: ({ flow }) => void flow.zoomIn({ duration: motionMs(150) }),
  zoomOut: ({ flow }) => void flow.zoomOut({ duration: motionMs(150) }),
  open: openFocused,
  nextEdge: focusNextEdge,

  cancel,
};

/** Enter: finishes a connection, or opens the focused node's properties. */
function openFocused(canvas: Canvas): boolean {
  const node = focusedNode(canvas);
  const edge = focusedEdge(canvas);
  if (node === null) {
    if (edge !== null) openProperties(canvas, { nodes: [], edges: [edge] });
    return edge !== null;
  }
  if (canvas.state.getState().connecting !== null) finishConnecting(canvas, node);
  else openProperties(canvas, { nodes: [node], edges: [] });
  return true;
}

/** Escape: ends the innermost thing that is going on. */
function cancel(canvas: Canvas): boolean {
  const { editor, state, drag } = canvas;
  const { selection, select } = editor.state.getState();
  if (state.getState().connecting !== null) state.getState().set({ connecting: null });
  else if (drag.cancel()) return true;
  else if (selection.nodes.length + selection.edges.length > 0) select({ nodes: [], edges: [] });
  else return false;
  return true;
}
