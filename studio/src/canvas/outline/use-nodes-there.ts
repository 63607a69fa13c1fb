import { useCallback, useRef, useSyncExternalStore } from "react";
import { equalJson, type Json } from "#schemas/json.ts";
import { snapshotsOf } from "../../hooks/sop-snapshots.ts";
import { pictureOf } from "../actions/try-edit.ts";
import { useCanvas } from "../canvas-context.tsx";
import { nodesThere } from "./nodes-there.ts";
import type { There } from "./outline.ts";

/** The nodes that a text may speak of; the same list until one comes, goes or is called otherwise. */
export function useNodesThere(): readonly There[] {
  const canvas = useCanvas();
  const { sop } = canvas.editor;
  const last = useRef<readonly There[]>([]);
  const subscribe = useCallback((changed: () => void) => snapshotsOf(sop).subscribe("view", changed), [sop]);
  return useSyncExternalStore(subscribe, () => {
    const now = nodesThere(pictureOf(canvas.editor));
    if (!equalJson(now as unknown as Json, last.current as unknown as Json)) last.current = now;
    return last.current;
  });
}
