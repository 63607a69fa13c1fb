import { useReactFlow, useStore } from "@xyflow/react";
import { useEffect } from "react";
import { useEditor } from "../editor/editor-context.tsx";

/** As often as the client tells of it where nothing else is to be told; more places than that need not be worked out. */
const PERIOD_MS = 40;

/** Tells the others where on the canvas I point; nothing when the pointer is elsewhere, or the page is. */
export function useOwnPointer(): void {
  const { sop } = useEditor();
  const { screenToFlowPosition } = useReactFlow();
  const pane = useStore(({ domNode }) => domNode);

  useEffect(() => {
    if (pane === null) return;
    let latest: { x: number; y: number } | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const tell = () => {
      timer = undefined;
      sop.presence({ cursor: latest === null ? null : round(screenToFlowPosition(latest)) });
    };
    const moved = ({ clientX, clientY }: PointerEvent | WheelEvent) => {
      latest = { x: clientX, y: clientY };
      timer ??= setTimeout(tell, PERIOD_MS);
    };
    const left = () => {
      latest = null;
      clearTimeout(timer);
      tell();
    };

    pane.addEventListener("pointermove", moved, { passive: true });
    // The canvas moves under a pointer that stands still.
    pane.addEventListener("wheel", moved, { passive: true });
    pane.addEventListener("pointerleave", left);
    pane.addEventListener("pointercancel", left);
    return () => {
      pane.removeEventListener("pointermove", moved);
      pane.removeEventListener("wheel", moved);
      pane.removeEventListener("pointerleave", left);
      pane.removeEventListener("pointercancel", left);
      left();
    };
  }, [sop, pane, screenToFlowPosition]);
}

function round({ x, y }: { readonly x: number; readonly y: number }): { x: number; y: number } {
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
}
