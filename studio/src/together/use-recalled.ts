import { useCallback, useSyncExternalStore } from "react";
import type { SopClient } from "../sync/types.ts";
import { learnings, onLearned } from "./remembered-nodes.ts";

/** Renders again when what was removed before this tab was opened is known by name, and can be restored. */
export function useRecalled(sop: SopClient): void {
  useSyncExternalStore(
    useCallback((changed: () => void) => onLearned(sop, changed), [sop]),
    () => learnings(sop),
  );
}
