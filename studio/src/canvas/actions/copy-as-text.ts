import { toast } from "sonner";
import { copyText } from "../../ui/copy-text.ts";
import type { Canvas } from "../canvas-context.tsx";

/** U71: puts what is selected, or the whole SOP, into the clipboard as a text that can be worked on and added again. */
export async function copyAsText(canvas: Canvas): Promise<void> {
  const { nodes } = canvas.editor.state.getState().selection;
  const text = await write(canvas);
  if (text === null) return;
  const what = nodes.length === 0 ? "The SOP" : "The selection";
  await copyText(text, `${what} is in the clipboard as text.`);
}

async function write(canvas: Canvas): Promise<string | null> {
  try {
    const { outlineOfCanvas } = await import("../outline/outline-of-canvas.ts");
    return outlineOfCanvas(canvas);
  } catch {
    toast.error("This could not be loaded. Check your network and try again.", { id: "copied" });
    return null;
  }
}
