import { useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { useEditor } from "../editor/editor-context.tsx";
import { sightOf } from "./sight.ts";

/** Tells the others what part of the canvas I see, so that they can follow. */
export function useOwnSight(): void {
  const { sop } = useEditor();
  const store = useStoreApi();
  useEffect(() => {
    const tell = () => sop.presence({ viewport: sightOf(store.getState()) });
    tell();
    return store.subscribe(({ transform, width, height }, before) => {
      if (transform !== before.transform || width !== before.width || height !== before.height) tell();
    });
  }, [sop, store]);
}
