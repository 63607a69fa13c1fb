import { useEffect } from "react";
import { useEditor } from "../editor/editor-context.tsx";

/** Has the browser ask before the page goes, as long as an edit would be lost with it; never for what is on this device. */
export function useUnloadGuard(): void {
  const { sop } = useEditor();
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (sop.status.unkept > 0) event.preventDefault();
    };
    addEventListener("beforeunload", guard);
    return () => removeEventListener("beforeunload", guard);
  }, [sop]);
}
