import { useCallback, useRef, useSyncExternalStore } from "react";
import { snapshotsOf } from "../../hooks/sop-snapshots.ts";
import { nodesThere } from "../actions/add-outline.ts";
import { useCanvas } from "../canvas-context.tsx";
import type { There } from "./outline.ts";

/** The nodes that a text may speak of; the same list until one comes, goes or is called otherwise. */
export function useNodesThere(): readonly There[] {
  const canvas = useCanvas();
  const { sop } = canvas.editor;
  const last = useRef<readonly There[]>([]);
  const subscribe = useCallback((changed: () => void) => snapshotsOf(sop).subscribe("view", changed), [sop]);
  return useSyncExternalStore(subscribe, () => {
    const now = nodesThere(canvas);
    if (!isSame(now, last.current)) last.current = now;
    return last.current;
  });
}

function isSame(a: readonly There[], b: readonly There[]): boolean {
  return a.length === b.length && a.every(({ id, title }, i) => id === b[i]?.id && title === b[i].title);
}
