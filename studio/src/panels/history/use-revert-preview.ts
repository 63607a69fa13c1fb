import { useEffect, useState } from "react";
import type { RevertAnswer } from "#schemas/protocol/history.ts";
import { errorWords } from "./error-words.ts";
import { heldNodes, type HeldNode } from "./held-nodes.ts";
import type { RevertAsk } from "./history-calls.ts";
import { useHistory } from "./use-history.ts";

/** What a revert would do, as far as it is known. */
export type Preview =
  | { readonly kind: "nothing_asked" }
  | { readonly kind: "busy" }
  | { readonly kind: "failed"; readonly text: string }
  | { readonly kind: "held"; readonly held: readonly HeldNode[] }
  | { readonly kind: "known"; readonly answer: RevertAnswer };

/** U57: asks what a revert would do, without doing it; null: nothing is asked yet. `head`: asks anew when it changes. */
export function useRevertPreview(ask: RevertAsk | null, head: number): Preview {
  const calls = useHistory();
  const [preview, setPreview] = useState<Preview>({ kind: "nothing_asked" });
  const agent = ask?.agent;
  const since = ask?.since;
  useEffect(() => {
    if (agent === undefined || since === undefined) {
      setPreview({ kind: "nothing_asked" });
      return;
    }
    let isOver = false;
    // What is shown stays while it is asked anew for a newer version.
    setPreview((before) => (before.kind === "known" ? before : { kind: "busy" }));
    calls.previewRevert({ agent, since }).then(
      (answer) => isOver || setPreview({ kind: "known", answer }),
      (error: unknown) => {
        if (isOver) return;
        const held = heldNodes(error);
        setPreview(held === null ? { kind: "failed", text: errorWords(error) } : { kind: "held", held });
      },
    );
    return () => {
      isOver = true;
    };
  }, [calls, agent, since, head]);
  return preview;
}
