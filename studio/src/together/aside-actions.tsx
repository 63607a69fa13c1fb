import { useState } from "react";
import { useSopPart } from "../hooks/use-sop-part.ts";
import type { Aside, SopClient } from "../sync/types.ts";
import { Button } from "../ui/button.tsx";
import { missingNodes } from "./aside-words.ts";
import { copyAsides, isRestorable, restoreAside, retryAside } from "./act-on-aside.ts";
import { useRecalled } from "./use-recalled.ts";

interface AsideActionsProps {
  readonly sop: SopClient;
  readonly aside: Aside;
  /** Goes to where mine and theirs can be compared. */
  readonly onShow?: () => void;
  readonly onDiscard?: () => void;
}

/** What can be done about something that is set aside. */
export function AsideActions({ sop, aside, onShow, onDiscard }: AsideActionsProps) {
  const [whenFree, setWhenFree] = useState(aside.whenFree);
  const send = () => {
    sop.asides.sendWhenFree(aside.id, !whenFree);
    setWhenFree(!whenFree);
  };
  // The one who may only look has nothing to put anywhere; but it is theirs to take along.
  const canEdit = useSopPart(sop, "role") !== "viewer";
  // What it needs may be known to be gone, or be back, only after it was set aside.
  useSopPart(sop, "view");
  useRecalled(sop);
  const isRemoval = aside.code === "confirm_removal";
  return (
    <div className="flex flex-wrap gap-1.5 [&_button]:min-h-8 [&_button]:px-2.5 [&_button]:py-1 [&_button]:text-xs">
      {canEdit && isRestorable(sop, aside) && (
        <Button look="primary" onClick={() => restoreAside(sop, aside)}>
          Restore
        </Button>
      )}
      {canEdit && aside.kind !== "undone" && missingNodes(sop, aside).length === 0 && (
        <Button onClick={() => retryAside(sop, aside)}>{isRemoval ? "Remove it" : "Try again"}</Button>
      )}
      {canEdit && aside.code === "node_locked" && (
        <Button
          aria-pressed={whenFree}
          className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
          onClick={send}
        >
          {whenFree ? "Will be sent when free" : "Send when free"}
        </Button>
      )}
      <Button onClick={() => void copyAsides(sop, [aside])}>Copy</Button>
      {onShow !== undefined && <Button onClick={onShow}>Compare</Button>}
      {onDiscard !== undefined && (
        <Button look="quiet" onClick={onDiscard}>
          {isRemoval ? "Keep it" : "Discard"}
        </Button>
      )}
    </div>
  );
}
