import { useCallback, useSyncExternalStore } from "react";
import { useEditor } from "../../editor/editor-context.tsx";

/** The newest version that is confirmed here. */
export function useHead(): number {
  const { sop } = useEditor();
  const subscribe = useCallback((changed: () => void) => sop.subscribe(changed), [sop]);
  return useSyncExternalStore(subscribe, () => sop.version);
}
