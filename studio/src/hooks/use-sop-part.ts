import { useCallback, useSyncExternalStore } from "react";
import type { SopClient } from "../sync/types.ts";
import { snapshotsOf, type SopSnapshot } from "./sop-snapshots.ts";

/** One part of an open SOP; the component renders again when that part changes, and for nothing else. */
export function useSopPart<K extends keyof SopSnapshot>(sop: SopClient, part: K): SopSnapshot[K] {
  const snapshots = snapshotsOf(sop);
  const subscribe = useCallback(
    (changed: () => void) => snapshots.subscribe(part, changed),
    [snapshots, part],
  );
  return useSyncExternalStore(subscribe, () => snapshots.read(part));
}
