import { useEffect, useState } from "react";
import { OpenError, openSop } from "../sync/open-sop.ts";
import type { OpenOptions, SopClient } from "../sync/types.ts";

/** A SOP that a component shows. */
export type UsedSop =
  | { readonly kind: "opening" }
  | { readonly kind: "open"; readonly sop: SopClient }
  /** `code`: a close code, as in CONTRACT section 2. */
  | { readonly kind: "refused"; readonly code: number; readonly reason: string };

const OPENING: UsedSop = { kind: "opening" };

/**
 * Opens a SOP for as long as the component is there. Another `url`, `sop`, `client` or `agent` opens another; the other options
 * are read when one is opened.
 */
export function useSop(options: OpenOptions): UsedSop {
  const { url, sop, client, agent } = options;
  const [used, setUsed] = useState<UsedSop>(OPENING);
  useEffect(() => {
    let isOver = false;
    let opened: SopClient | null = null;
    setUsed(OPENING);
    const open = async () => {
      // An effect that is taken back in the same tick, as React's strict mode does, must not take the queue's name.
      await Promise.resolve();
      if (isOver) return;
      opened = await openSop(options);
      if (isOver) await opened.close();
      else setUsed({ kind: "open", sop: opened });
    };
    open().catch((error: unknown) => {
      if (!isOver) setUsed(toRefusal(error));
    });
    return () => {
      isOver = true;
      void opened?.close();
    };
    // The rest of the options is what a SOP is opened with, not which one it is.
  }, [url, sop, client, agent]);
  return used;
}

function toRefusal(error: unknown): UsedSop {
  if (error instanceof OpenError) return { kind: "refused", code: error.code, reason: error.message };
  return { kind: "refused", code: 0, reason: error instanceof Error ? error.message : String(error) };
}
