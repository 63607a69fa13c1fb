import { useCallback, useSyncExternalStore } from "react";
import { useEditor } from "../editor/editor-context.tsx";
import { learnings, onLearned } from "./remembered-nodes.ts";

/** Renders again when what was removed before this tab was opened is known by name, and can be restored. */
export function useRecalled(): void {
  const { sop } = useEditor();
  useSyncExternalStore(
    useCallback((changed: () => void) => onLearned(sop, changed), [sop]),
    () => learnings(sop),
  );
}
