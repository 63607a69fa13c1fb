import { useEffect } from "react";
import { toast } from "sonner";
import { copySelected, deleteSelected, pasteClip } from "./actions/selection.ts";
import { onLeaving } from "../hooks/on-leaving.ts";
import { mayEdit } from "./actions/try-edit.ts";
import { writeAsText } from "./actions/write-as-text.ts";
import { useCanvas, type Canvas } from "./canvas-context.tsx";
import { readClip, writeClip } from "./clip.ts";
import { isTool, releaseArrow, takeKey } from "./keys.ts";
import { isManyLines } from "./outline/is-many-lines.ts";

/** Hears the keys and the clipboard for as long as the canvas is there. */
export function useKeys(): void {
  const canvas = useCanvas();
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    document.addEventListener("keydown", (event) => takeKey(canvas, event), { signal });
    document.addEventListener("keyup", (event) => releaseArrow(canvas, event), { signal });
    // Keys that are let go while another window has them are not heard.
    addEventListener("blur", () => canvas.drag.end(), { signal });
    onLeaving(() => canvas.drag.end(), signal);
    document.addEventListener("copy", (event) => copy(canvas, event, false), { signal });
    document.addEventListener("cut", (event) => copy(canvas, event, true), { signal });
    document.addEventListener("paste", (event) => paste(canvas, event), { signal });
    return () => controller.abort();
  }, [canvas]);
}

/** Whether a clipboard event is about nodes: not while text is being written, or is marked. */
function isMine(canvas: Canvas, { target }: ClipboardEvent): boolean {
  if (document.getSelection()?.isCollapsed === false) return false;
  if (!(target instanceof Element)) return true;
  if (target.closest("input, textarea, select, [contenteditable], [role=dialog]") !== null) return false;
  return (
    target === document.body || canvas.seen().element?.contains(target) === true || isTool(canvas, target)
  );
}

function copy(canvas: Canvas, event: ClipboardEvent, isCut: boolean): void {
  if (!isMine(canvas, event)) return;
  const clip = copySelected(canvas);
  if (clip === null) return;
  event.clipboardData?.setData("text/plain", writeClip(clip));
  event.preventDefault();
  if (isCut) deleteSelected(canvas);
  else
    toast.success(clip.nodes.length === 1 ? "Copied" : `${clip.nodes.length} nodes copied`, {
      id: "copy",
      duration: 1500,
    });
}

function paste(canvas: Canvas, event: ClipboardEvent): void {
  if (!isMine(canvas, event) || !mayEdit(canvas.editor)) return;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const clip = readClip(text);
  event.preventDefault();
  if (clip === null && isManyLines(text)) writeAsText(canvas, text);
  else if (clip === null) toast.info("There are no nodes in the clipboard.", { id: "copy" });
  else pasteClip(canvas, clip);
}
