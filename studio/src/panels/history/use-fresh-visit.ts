import { useEffect } from "react";
import { useEditor, useEditorState } from "../../editor/editor-context.tsx";
import { compareWithNow } from "./build-visit.ts";

/** Others may edit many times a second. */
const FRESH_MS = 500;

/** U51: while an old version is compared with now, what is now stays true. */
export function useFreshVisit(): void {
  const { sop, state } = useEditor();
  const isWithNow = useEditorState(({ visit }) => visit !== null && visit.against === null);
  useEffect(() => {
    if (!isWithNow) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const compare = () => {
      timer = undefined;
      const { visit } = state.getState();
      // Not by `visitVersion`: what is selected stays.
      if (visit !== null && visit.against === null)
        state.setState({ visit: compareWithNow(visit, sop.graph()) });
    };
    const stop = sop.subscribe(({ kind }) => {
      if (kind === "view") timer ??= setTimeout(compare, FRESH_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [sop, state, isWithNow]);
}
