import { ArrowLeft, CircleQuestionMark, UserPlus } from "lucide-react";
import { navigate } from "../app/route.ts";
import { useEditor } from "../editor/editor-context.tsx";
import { useMeta } from "../hooks/use-entity.ts";
import { useIsNarrow } from "../hooks/use-is-narrow.ts";
import { CollaboratorBar } from "../together/collaborator-bar.tsx";
import { StatusIndicator } from "../together/status-indicator.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { MoreMenu } from "./more-menu.tsx";
import { PanelButtons } from "./panel-buttons.tsx";
import { SopTitle } from "./sop-title.tsx";
import { StatusChip } from "./status-chip.tsx";
import { UndoButtons } from "./undo-buttons.tsx";

/** What the SOP is called and how it stands, who is here, and what can be done with all of it. */
export function TopBar() {
  const isNarrow = useIsNarrow();
  return (
    <header className="z-20 flex min-h-12 items-center gap-1 border-b border-line bg-surface px-1.5 sm:gap-2 sm:px-2">
      <IconButton label="Back to my SOPs" onClick={() => navigate("/")}>
        <ArrowLeft />
      </IconButton>
      <div className="flex min-w-0 flex-1 items-center gap-2">
        <SopTitle />
        {!isNarrow && <Domain />}
        {!isNarrow && <StatusChip />}
      </div>
      <StatusIndicator />
      {!isNarrow && <UndoButtons />}
      <CollaboratorBar />
      {!isNarrow && <PanelButtons />}
      <ExportMenu />
      {!isNarrow && <WideActions />}
      <MoreMenu isWhole={isNarrow} />
    </header>
  );
}

function WideActions() {
  const { state } = useEditor();
  const { openDialog } = state.getState();
  return (
    <>
      <Button look="primary" onClick={() => openDialog("share")}>
        <UserPlus aria-hidden className="size-4" />
        Share
      </Button>
      <IconButton
        label="Keyboard shortcuts"
        hint="?"
        className="max-lg:hidden"
        onClick={() => openDialog("shortcuts")}
      >
        <CircleQuestionMark />
      </IconButton>
    </>
  );
}

function Domain() {
  const { domain = "" } = useMeta();
  return <span className="max-w-40 shrink-0 truncate text-[13px] text-ink-soft max-xl:hidden">{domain}</span>;
}
