import { useEffect, useRef, useState } from "react";
import { errorWords } from "./error-words.ts";
import { heldNodes, type HeldNode } from "./held-nodes.ts";

/** How something that a window does stands. */
export type Doing =
  | { readonly kind: "ready" }
  | { readonly kind: "busy" }
  | { readonly kind: "failed"; readonly text: string }
  /** U56: others work on what it would change. */
  | { readonly kind: "held"; readonly held: readonly HeldNode[] };

const READY: Doing = { kind: "ready" };

/** Does one thing at a time, and tells how it stands; what ends after the window is gone is told to nobody. */
export function useDoing() {
  const [doing, setDoing] = useState(READY);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  async function run(work: () => Promise<void>): Promise<void> {
    setDoing({ kind: "busy" });
    try {
      await work();
      if (!isGone.current) setDoing(READY);
    } catch (error) {
      if (isGone.current) return;
      const held = heldNodes(error);
      setDoing(held === null ? { kind: "failed", text: errorWords(error) } : { kind: "held", held });
    }
  }
  return { doing, run: (work: () => Promise<void>) => void run(work) };
}
