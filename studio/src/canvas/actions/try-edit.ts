import { toast } from "sonner";
import type { Edge } from "#schemas/graph/edge.ts";
import type { Node } from "#schemas/graph/node.ts";
import { EditError } from "../../sync/edit/edit-error.ts";
import type { Edit } from "../../sync/types.ts";
import type { Canvas } from "../canvas-context.tsx";
import type { Picture } from "../to-flow.ts";

/** Makes an edit; one that cannot be is told, and false. */
export function tryEdit({ editor }: Canvas, edit: Edit, label: string): boolean {
  if (!mayEdit(editor)) return false;
  try {
    editor.sop.edit(edit, { label });
    return true;
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    toast.error(error.message, { id: "edit" });
    return false;
  }
}

/** Whether edits are possible here and now; see `useCanEdit`. */
export function mayEdit({ sop, state }: Canvas["editor"]): boolean {
  return sop.role !== null && sop.role !== "viewer" && state.getState().visit === null;
}

/** What the canvas shows: an old version while one is visited. */
export function pictureOf({ sop, state }: Canvas["editor"]): Picture {
  const visit = state.getState().visit;
  if (visit !== null)
    return {
      nodes: Object.values(visit.graph.nodes) as unknown as Node[],
      edges: Object.values(visit.graph.edges) as unknown as Edge[],
    };
  return {
    nodes: [...sop.view.nodes.values()] as unknown as Node[],
    edges: [...sop.view.edges.values()] as unknown as Edge[],
  };
}

/** Whether an id is in use, by a node or an edge. */
export function isTaken({ editor: { sop } }: Canvas, id: string): boolean {
  return sop.view.nodes.has(id) || sop.view.edges.has(id);
}
