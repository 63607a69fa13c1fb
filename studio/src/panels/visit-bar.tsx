import { ChevronLeft, ChevronRight } from "lucide-react";
import { useMemo, useState } from "react";
import { useEditor, useEditorState, useLive } from "../editor/editor-context.tsx";
import type { Visit } from "../editor/editor-state.ts";
import { useMinute } from "../hooks/use-minute.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { CompareMenu } from "./history/compare-menu.tsx";
import { MarkLegend } from "./history/mark-legend.tsx";
import { leaveVersion, openVersion } from "./history/open-version.ts";
import { RestoreDialog } from "./history/restore-dialog.tsx";
import { useAuthors } from "./history/use-authors.ts";
import { useFreshVisit } from "./history/use-fresh-visit.ts";
import { useHead } from "./history/use-head.ts";
import { useLeaveByEscape } from "./history/use-leave-by-escape.ts";
import { When } from "./history/when.tsx";

/** U52: which old version is on the canvas, by whom and from when, and what its colours mean; it leads back. */
export function VisitBar() {
  const visit = useEditorState(({ visit }) => visit);
  useFreshVisit();
  useLeaveByEscape();
  return visit !== null && <Banner visit={visit} />;
}

function Banner({ visit }: { readonly visit: Visit }) {
  const editor = useEditor();
  const { version, title, against } = visit;
  const head = useHead();
  const role = useLive("role");
  const [isAsking, setIsAsking] = useState(false);
  const canEdit = role === "editor" || role === "owner";
  // As one steps, the kind of comparison stays.
  const step = (to: number) => void openVersion(editor, to, against === null || to === 0 ? null : to - 1);
  return (
    <section
      aria-label="Old version"
      className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line bg-accent-soft px-2 py-1.5 lg:flex-nowrap"
    >
      <div className="flex min-w-0 items-center">
        <IconButton
          label="Show the version before"
          className="size-8"
          disabled={version === 0}
          onClick={() => step(version - 1)}
        >
          <ChevronLeft />
        </IconButton>
        <IconButton
          label="Show the version after"
          className="size-8"
          disabled={version >= head}
          onClick={() => step(version + 1)}
        >
          <ChevronRight />
        </IconButton>
        <Which visit={visit} />
      </div>
      <MarkLegend visit={visit} />
      <div className="ml-auto flex flex-wrap items-center gap-2 lg:shrink-0">
        <CompareMenu visit={visit} />
        {canEdit && (
          <Button disabled={version >= head} onClick={() => setIsAsking(true)}>
            <span>
              Restore<span className="max-sm:sr-only"> this version</span>
            </span>
          </Button>
        )}
        <Button look="primary" onClick={() => leaveVersion(editor)}>
          Back to now
        </Button>
      </div>
      {isAsking && <RestoreDialog version={version} title={title} onClose={() => setIsAsking(false)} />}
    </section>
  );
}

function Which({ visit: { version, title, by, at } }: { readonly visit: Visit }) {
  const authorOf = useAuthors();
  const now = useMinute();
  const number = useMemo(
    () => (title === `Version ${version}` ? null : `Version ${version}`),
    [title, version],
  );
  return (
    <p className="min-w-0 pl-1 wrap-break-word lg:truncate">
      <strong className="font-semibold">{title}</strong>
      <span className="text-ink-soft">
        {number !== null && ` · ${number}`}
        {by !== null && ` · ${authorOf(by).name}`}
        {at !== null && (
          <>
            {" · "}
            <When at={at} now={now} />
          </>
        )}
      </span>
    </p>
  );
}
