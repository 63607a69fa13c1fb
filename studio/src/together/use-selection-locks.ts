import { useEffect } from "react";
import { toast } from "sonner";
import { useCanEdit, useEditor } from "../editor/editor-context.tsx";
import { createSelectionLocks } from "./selection-locks.ts";
import { nameOf, nodeName } from "./names.ts";

/** Locks are looked after as often as this while there is any input; they last for minutes. */
const AWAKE_EVERY_MS = 10_000;

/** Holds what is selected as long as I can edit, and says whose something is that I cannot have. */
export function useSelectionLocks(): void {
  const { sop, state } = useEditor();
  const canEdit = useCanEdit();

  useEffect(() => {
    const locks = createSelectionLocks(sop, (node, holder) => {
      const words = `${nameOf(sop, holder)} is working on ${nodeName(sop, node)}. It stays as it is until they are done.`;
      toast.info(words, { id: "held" });
    });
    locks.setCanEdit(canEdit);
    locks.select(state.getState().selection.nodes);
    const stops = [
      state.subscribe(({ selection }) => locks.select(selection.nodes)),
      sop.subscribe((change) => {
        if (change.kind === "locks" || change.kind === "status") locks.looked();
        if (change.kind === "view" && hasOwnWaiting()) locks.edited(change.nodes);
      }),
      onInput(locks.touched, 0),
      onInput(locks.awake, AWAKE_EVERY_MS),
    ];
    return () => {
      for (const stop of stops) stop();
      locks.end();
    };

    /** So a change of the view is an edit of mine, or comes while there is one. */
    function hasOwnWaiting(): boolean {
      const { unkept, kept, sent } = sop.status;
      return unkept + kept + sent > 0;
    }
  }, [sop, state, canEdit]);
}

function onInput(run: () => void, everyMs: number): () => void {
  let ranAt = 0;
  const heard = () => {
    if (performance.now() - ranAt < everyMs) return;
    ranAt = performance.now();
    run();
  };
  addEventListener("pointerdown", heard, true);
  addEventListener("keydown", heard, true);
  return () => {
    removeEventListener("pointerdown", heard, true);
    removeEventListener("keydown", heard, true);
  };
}
