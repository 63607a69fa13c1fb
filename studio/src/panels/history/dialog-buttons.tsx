import type { ReactNode } from "react";
import { useEditor, useLive } from "../../editor/editor-context.tsx";
import { Button } from "../../ui/button.tsx";
import { heldWords } from "./held-words.ts";
import type { Doing } from "./use-doing.ts";

interface DialogButtonsProps {
  readonly doing: Doing;
  readonly onClose: () => void;
  /** What the main button does, in words. */
  readonly verb: string;
  readonly isReady?: boolean;
  /** `force`: over others' locks. */
  readonly onDo: (force: boolean) => void;
  readonly children?: ReactNode;
}

/** Do it or leave it, and why it could not be done. U56: an owner may go over the locks of others. */
export function DialogButtons({ doing, onClose, verb, isReady = true, onDo, children }: DialogButtonsProps) {
  const { sop } = useEditor();
  const isOwner = useLive("role") === "owner";
  const isHeld = doing.kind === "held";
  return (
    <div className="mt-5 grid gap-4">
      {(doing.kind === "failed" || isHeld) && (
        <div role="alert" className="grid gap-1 rounded-lg bg-bad-soft px-3 py-2 text-bad">
          <p>{isHeld ? heldWords(sop, doing.held) : doing.text}</p>
          {isHeld && isOwner && (
            <p>As an owner you may go on all the same: their edits of it are refused then.</p>
          )}
        </div>
      )}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {children}
        <Button onClick={onClose}>Cancel</Button>
        {isHeld && isOwner && (
          <Button look="danger" onClick={() => onDo(true)}>
            {verb} all the same
          </Button>
        )}
        <Button look="primary" disabled={!isReady || doing.kind === "busy"} onClick={() => onDo(false)}>
          {doing.kind === "busy" ? "One moment…" : isHeld ? "Try again" : verb}
        </Button>
      </div>
    </div>
  );
}
