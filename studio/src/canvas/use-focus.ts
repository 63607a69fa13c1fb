import { useEffect } from "react";
import { useEditorState } from "../editor/editor-context.tsx";
import { useCanvas } from "./canvas-context.tsx";
import { motionMs } from "./motion.ts";

/** Goes where the editor's state says. */
export function useFocus(): void {
  const { flow, editor } = useCanvas();
  const focus = useEditorState(({ focus }) => focus);
  useEffect(() => {
    if (focus === null) return;
    const duration = motionMs(300);
    switch (focus.kind) {
      case "all":
        void flow.fitView({ padding: 0.15, maxZoom: 1, duration });
        break;
      case "nodes":
        void flow.fitView({ nodes: focus.nodes.map((id) => ({ id })), padding: 0.3, maxZoom: 1.1, duration });
        break;
      case "viewport":
        void flow.setViewport({ x: focus.x, y: focus.y, zoom: focus.zoom }, { duration });
        break;
    }
    editor.state.getState().goTo(null);
  }, [flow, editor, focus]);
}
