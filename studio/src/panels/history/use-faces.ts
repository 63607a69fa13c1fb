import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useEditor } from "../../editor/editor-context.tsx";
import { snapshotsOf } from "../../hooks/sop-snapshots.ts";

/** What somebody who is here is called, and their colour. */
export interface Face {
  readonly name: string;
  readonly color: string;
}

/** Who is here, by agent; it changes when somebody comes or goes, not as they move about. */
export function useFaces(): ReadonlyMap<string, Face> {
  const { sop } = useEditor();
  const subscribe = useCallback((changed: () => void) => snapshotsOf(sop).subscribe("peers", changed), [sop]);
  const text = useSyncExternalStore(subscribe, () =>
    JSON.stringify([...sop.peers.values()].map(({ agent, name, color }) => [agent, { name, color }])),
  );
  return useMemo(() => new Map(JSON.parse(text) as readonly [string, Face][]), [text]);
}
