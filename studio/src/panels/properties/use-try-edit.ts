import { tryEdit } from "../../canvas/actions/try-edit.ts";
import { useCanvas } from "../../canvas/canvas-context.tsx";
import type { Edit } from "../../sync/types.ts";

/** Gives what makes an edit, one step of undo, and tells where it cannot be. */
export function useTryEdit(): (edit: Edit) => boolean {
  const canvas = useCanvas();
  return (edit) => tryEdit(canvas, edit, "property");
}
