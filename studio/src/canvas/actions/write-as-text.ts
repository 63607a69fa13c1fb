import type { Canvas } from "../canvas-context.tsx";
import { mayEdit } from "./try-edit.ts";

/** Opens the window in which a procedure is written as text; `text`: with this in it, below what is there. */
export function writeAsText({ editor }: Canvas, text?: string): void {
  if (!mayEdit(editor)) return;
  const { outlineDraft, writeOutline, openDialog } = editor.state.getState();
  if (text !== undefined)
    writeOutline(outlineDraft.trim() === "" ? text : `${outlineDraft.trimEnd()}\n${text}`);
  openDialog("outline");
}
