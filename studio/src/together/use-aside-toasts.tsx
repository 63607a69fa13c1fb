import { useEffect } from "react";
import { toast } from "sonner";
import { useEditor } from "../editor/editor-context.tsx";
import { AsideTitle } from "./aside-title.tsx";
import { AsideToast } from "./aside-toast.tsx";
import { createNameRecall } from "./recall-names.ts";
import { createRecall } from "./recall-removed.ts";
import { remember } from "./remembered-nodes.ts";

/** More at once are told in one sentence: the panel shows them. */
const MOST_TOLD = 2;

/** Long enough to read two sentences and decide. */
const TOLD_MS = 20_000;

/** The whole page says so already, and offers a copy. */
const SAID_BY_PAGE: ReadonlySet<string> = new Set(["sop_deleted", "access_lost"]);

/** Says what of mine was refused or undone, why and by whom, with what can be done; what was set aside before is not news. */
export function useAsideToasts(): void {
  const { sop, state, api } = useEditor();
  useEffect(() => {
    // From here on, what is removed can be named.
    remember(sop);
    const parts = [createRecall(sop, api), createNameRecall(sop, api)];
    const recall = () => Promise.all(parts.map((part) => part()));
    void recall();
    const show = () => state.getState().openPanel("asides");
    let known = new Set(sop.asides.list().map(({ id }) => id));
    // The panel shows them, and would lie under them.
    const stopWatching = state.subscribe(({ panel }, { panel: before }) => {
      if (panel !== "asides" || before === "asides") return;
      for (const id of ["asides", ...[...known].map((id) => `aside:${id}`)]) toast.dismiss(id);
    });
    const stopListening = sop.subscribe(({ kind }) => {
      if (kind === "asides" || (kind === "status" && sop.status.link.kind === "open")) void recall();
      if (kind !== "asides") return;
      const now = sop.asides.list();
      const fresh = now.filter(({ id, code }) => !known.has(id) && !SAID_BY_PAGE.has(code));
      const ids = new Set(now.map(({ id }) => id));
      for (const id of known) if (!ids.has(id)) toast.dismiss(`aside:${id}`);
      known = ids;
      if (fresh.length > MOST_TOLD) {
        toast.error(`${fresh.length} of your changes did not stand`, {
          id: "asides",
          description: "They are set aside for you, with the reasons.",
          duration: TOLD_MS,
          action: { label: "Show them", onClick: show },
        });
        return;
      }
      for (const aside of fresh) {
        toast.error(<AsideTitle sop={sop} aside={aside} />, {
          id: `aside:${aside.id}`,
          description: <AsideToast sop={sop} aside={aside} onShow={show} />,
          duration: TOLD_MS,
        });
      }
    });
    return () => {
      stopWatching();
      stopListening();
    };
  }, [sop, state, api]);
}
