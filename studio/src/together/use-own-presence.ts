import { useEffect } from "react";
import { useEditor } from "../editor/editor-context.tsx";

/** Tells the others what I have selected, and whether I look at this page at all. */
export function useOwnPresence(): void {
  const { sop, state } = useEditor();
  useEffect(() => {
    const tellSelection = (nodes: readonly string[]) =>
      sop.presence({ selection: nodes.length === 0 ? null : nodes.slice(0, MOST_TOLD) });
    tellSelection(state.getState().selection.nodes);
    return state.subscribe(({ selection }, before) => {
      if (selection !== before.selection) tellSelection(selection.nodes);
    });
  }, [sop, state]);

  useEffect(() => {
    const tellStatus = () =>
      sop.presence(document.hidden ? { status: "away", cursor: null, typing: null } : { status: "active" });
    tellStatus();
    document.addEventListener("visibilitychange", tellStatus);
    return () => document.removeEventListener("visibilitychange", tellStatus);
  }, [sop]);
}

/** As many as the registry takes. */
const MOST_TOLD = 1000;
