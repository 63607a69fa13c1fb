import { useCallback, useSyncExternalStore } from "react";
import type { Peer } from "#schemas/protocol/server-message.ts";
import { useEditor } from "../../editor/editor-context.tsx";

/** Who is here, and as what: another text when somebody comes, goes or gets another role, and the same for all else. */
export function useWho(): string {
  const { sop } = useEditor();
  const subscribe = useCallback(
    (changed: () => void) =>
      sop.subscribe(({ kind }) => {
        if (kind === "peers" || kind === "role") changed();
      }),
    [sop],
  );
  return useSyncExternalStore(subscribe, () => whoOf(sop.peers.values()));
}

/** One person's windows are one. */
export function whoOf(peers: Iterable<Pick<Peer, "agent" | "role">>): string {
  const who = new Set([...peers].map(({ agent, role }) => `${agent} ${role}`));
  return [...who].toSorted().join("\n");
}
