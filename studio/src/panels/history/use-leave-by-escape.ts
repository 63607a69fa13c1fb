import { useEffect } from "react";
import { useEditor, useEditorState } from "../../editor/editor-context.tsx";
import { leaveVersion } from "./open-version.ts";

/** Escape leads back from an old version, once nothing else takes it: a window, a menu, a field, what is selected. */
export function useLeaveByEscape(): void {
  const { state } = useEditor();
  const isVisit = useEditorState(({ visit }) => visit !== null);
  useEffect(() => {
    if (!isVisit) return;
    const hear = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      const { selection, following } = state.getState();
      const isTaken = selection.nodes.length + selection.edges.length > 0 || following !== null;
      const isInside =
        event.target instanceof Element &&
        event.target.closest("input, textarea, select, [role=dialog], [role=menu]") !== null;
      if (!isTaken && !isInside) leaveVersion({ state });
    };
    // Before the canvas hears it, which would deselect first.
    document.addEventListener("keydown", hear, { capture: true });
    return () => document.removeEventListener("keydown", hear, { capture: true });
  }, [state, isVisit]);
}
