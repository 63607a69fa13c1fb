import { useEffect } from "react";
import { toast } from "sonner";
import { agentOf } from "#schemas/ids.ts";
import { useEditor } from "../editor/editor-context.tsx";
import type { SopClient } from "../sync/types.ts";
import { newsWords, watchCompany } from "./company-news.ts";

/** Those who come together are told together. */
const GATHER_MS = 300;

/** Says quietly who comes and who goes; toasts are read out by screen readers. Nothing of who was here before me. */
export function useCompanyToasts(): void {
  const { sop } = useEditor();
  useEffect(() => {
    const watch = watchCompany();
    const names = new Map<string, string>();
    let here = othersIn(sop);
    let isConnected = sop.status.link.kind === "open";
    let timer: ReturnType<typeof setTimeout> | undefined;

    function tell(agents: readonly string[], what: "came" | "left"): void {
      if (agents.length > 0)
        toast(
          newsWords(
            agents.map((agent) => names.get(agent) ?? agent),
            what,
          ),
        );
    }

    function look(): void {
      const { came, left } = watch.look(here, performance.now());
      tell(came, "came");
      tell(left, "left");
      const again = watch.lookAgainAt();
      if (again !== null) timer = setTimeout(look, Math.max(again - performance.now(), GATHER_MS));
    }

    function remember(): void {
      for (const { agent, name } of sop.peers.values()) names.set(agent, name);
    }

    function heardOfPeers(): void {
      const before = here;
      here = othersIn(sop);
      const isBeginning = !isConnected && sop.status.link.kind === "open";
      // Most of what is heard of peers is where they point.
      if (!isBeginning && here.symmetricDifference(before).size === 0) return;
      remember();
      clearTimeout(timer);
      if (isBeginning) watch.begin(here);
      else if (isConnected) timer = setTimeout(look, GATHER_MS);
      isConnected ||= isBeginning;
    }

    remember();
    watch.begin(here);
    const stop = sop.subscribe(({ kind }) => {
      if (kind === "peers") heardOfPeers();
      else if (kind === "status" && sop.status.link.kind !== "open") isConnected = false;
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [sop]);
}

/** Everybody but me, in whatever tab, by agent; who has lost the connection has not left yet. */
function othersIn(sop: Pick<SopClient, "peers" | "peer">): ReadonlySet<string> {
  const me = sop.peer === null ? null : agentOf(sop.peer);
  return new Set([...sop.peers.values()].map(({ agent }) => agent).filter((agent) => agent !== me));
}
