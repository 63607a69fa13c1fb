import { useCallback, useState } from "react";
import { useEditorState, useLive } from "../editor/editor-context.tsx";
import { ActivityList } from "./history/activity-list.tsx";
import type { Ask, HistoryAsk } from "./history/asks.ts";
import { HistoryDialog } from "./history/history-dialog.tsx";
import type { PageQuery } from "./history/history-calls.ts";
import { NamedList } from "./history/named-list.tsx";
import { Standing } from "./history/standing.tsx";
import { useHead } from "./history/use-head.ts";
import { useHistory } from "./history/use-history.ts";
import { useOpenings } from "./history/use-openings.ts";
import { usePages } from "./history/use-pages.ts";
import { useWho } from "./history/use-who.ts";
import { VisitChanges } from "./history/visit-changes.tsx";

type Shown = "all" | "named";

/** What was done to the SOP, by whom; its versions, to be seen, compared, named, approved, restored. */
export function HistoryPanel() {
  const visit = useEditorState(({ visit }) => visit);
  const [shown, setShown] = useState<Shown>("all");
  const [asked, setAsked] = useState<HistoryAsk | null>(null);
  const [done, setDone] = useState(0);
  const head = useHead();
  const { updated_at: updated, status, named, links } = useLive("envelope");
  // Over this panel others are invited, and given roles.
  const isSharing = useEditorState(({ dialog }) => dialog === "share");
  const told = [head, updated, status, named, links, useWho(), useOpenings(), isSharing, done];
  const freshness = JSON.stringify(told);
  // Once the menu is gone and its button has the focus again: the window gives it back there.
  const ask = useCallback<Ask>((ask) => requestAnimationFrame(() => setTimeout(() => setAsked(ask))), []);
  const List = shown === "all" ? Activity : Named;
  return (
    <div>
      {visit === null ? <Standing ask={ask} /> : <VisitChanges visit={visit} />}
      <div className="p-2">
        <div role="group" aria-label="What is listed" className="flex gap-1 rounded-lg bg-sunken p-1">
          <Choice isChosen={shown === "all"} onChoose={() => setShown("all")}>
            All activity
          </Choice>
          <Choice isChosen={shown === "named"} onChoose={() => setShown("named")}>
            Named versions
          </Choice>
        </div>
        <List freshness={freshness} ask={ask} />
      </div>
      <HistoryDialog ask={asked} onClose={() => setAsked(null)} onDone={() => setDone(done + 1)} />
    </div>
  );
}

interface ListProps {
  readonly freshness: string;
  readonly ask: Ask;
}

function Activity({ freshness, ask }: ListProps) {
  const calls = useHistory();
  return <ActivityList pages={usePages(calls.activity, freshness)} ask={ask} />;
}

function Named({ freshness, ask }: ListProps) {
  const calls = useHistory();
  const load = useCallback((query: PageQuery) => calls.versions({ ...query, named: true }), [calls]);
  return <NamedList pages={usePages(load, freshness)} ask={ask} />;
}

function Choice({
  isChosen,
  onChoose,
  children,
}: {
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children: string;
}) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onChoose}
      className={`min-h-8 flex-1 rounded-md px-2 text-[13px] font-medium ${isChosen ? "bg-chosen text-ink shadow-xs" : "text-ink-soft hover:text-ink"}`}
    >
      {children}
    </button>
  );
}
