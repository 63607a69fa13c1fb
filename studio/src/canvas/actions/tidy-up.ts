import { toast } from "sonner";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Canvas } from "../canvas-context.tsx";
import { moveOps } from "../from-flow.ts";
import { freeOf } from "../held.ts";
import { fitOptions } from "../fit.ts";
import { mayEdit, pictureOf, tryEdit } from "./try-edit.ts";

/** U14: lays the whole graph out anew, as one step of undo. */
export async function tidyUp(canvas: Canvas): Promise<void> {
  const { editor, state, flow } = canvas;
  const { sop } = editor;
  if (!mayEdit(editor) || sop.view.nodes.size === 0 || state.getState().isTidying) return;
  state.getState().set({ isTidying: true });
  try {
    // Only those who lay out load the library for it.
    const { tidyLayout } = await import("#schemas/convert/tidy-layout.ts");
    const places = tidyLayout(sop.graph() as unknown as Graph);
    const nodeById = new Map(pictureOf(editor).nodes.map((node) => [node.id, node]));
    const free = freeOf(sop, [...nodeById.keys()]);
    const moves = free.flatMap((id) => (places[id] === undefined ? [] : [{ id, ...places[id] }]));
    const ops = moveOps(moves, (id) => nodeById.get(id));
    if (ops.length === 0) toast.info("It is tidy already.", { id: "layout" });
    else tryEdit(canvas, ops, "layout");
    requestAnimationFrame(() => void flow.fitView(fitOptions()));
  } catch {
    toast.error("The layout could not be loaded. Check your network and try again.", { id: "layout" });
  } finally {
    state.getState().set({ isTidying: false });
  }
}
