import { useEffect } from "react";
import { useEditorState } from "../editor/editor-context.tsx";
import { useCanvas } from "./canvas-context.tsx";
import { fitOptions } from "./fit.ts";
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
        void flow.fitView(fitOptions());
        break;
      case "nodes":
        void flow.fitView(fitOptions(focus.nodes));
        break;
      case "viewport":
        void flow.setViewport({ x: focus.x, y: focus.y, zoom: focus.zoom }, { duration });
        break;
    }
    editor.state.getState().goTo(null);
  }, [flow, editor, focus]);
}
