import { toast } from "sonner";
import type { Canvas } from "../canvas-context.tsx";
import { mayEdit } from "./try-edit.ts";

/** The id of the toast that offers to undo what the registry made under this patch id. */
export function undoToastId(patch: string): string {
  return `undo ${patch}`;
}

/** Undo or redo of what I did; what others changed since is left alone, and told. */
export function takeBack({ editor }: Canvas, direction: "undo" | "redo"): void {
  if (!mayEdit(editor)) return;
  const { done, step, skipped } = editor.sop[direction]();
  // What a toast offers to undo is undone.
  if (step !== null) toast.dismiss(undoToastId(step));
  if (skipped.length > 0) {
    const left =
      skipped.length === 1
        ? "1 place was left as it is: others changed it since."
        : `${skipped.length} places were left as they are: others changed them since.`;
    toast.info(left, { id: "undo" });
  } else if (!done)
    toast.info(direction === "undo" ? "Nothing to undo." : "Nothing to redo.", { id: "undo" });
}
