import { Copy, RotateCcw } from "lucide-react";
import { useEditor } from "../../editor/editor-context.tsx";
import { Button } from "../../ui/button.tsx";
import { copyText } from "../../ui/copy-text.ts";
import { useNameOf } from "../use-name-of.ts";
import type { LostRow } from "./use-lost-row.ts";

interface LostRowNoteProps {
  /** "Tool 2". */
  readonly what: string;
  readonly lost: LostRow<unknown>;
  /** Absent: nothing can be changed here now. */
  readonly onPutBack: (() => void) | undefined;
  readonly onLetGo: () => void;
}

/** U99: says who removed the row that I was writing in, and gives it, or its text, back. */
export function LostRowNote({ what, lost: { by, texts }, onPutBack, onLetGo }: LostRowNoteProps) {
  const { identity } = useEditor();
  const nameOf = useNameOf();
  const said = texts.filter((text) => text.trim() !== "");
  return (
    <div role="alert" className="grid gap-2 rounded-lg bg-bad-soft p-3 text-[13px]">
      <p>
        <strong className="font-semibold">
          {what} was removed by {by.agent === identity.agent ? "you, in another tab" : nameOf(by)}.
        </strong>{" "}
        What it said is still here.
      </p>
      {said.length > 0 && (
        <p dir="auto" className="line-clamp-4 wrap-anywhere text-ink-soft">
          “{said.join(": ")}”
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {onPutBack !== undefined && (
          <Button look="primary" onClick={onPutBack}>
            <RotateCcw aria-hidden className="size-4" />
            Put it back
          </Button>
        )}
        <Button onClick={() => void copyText(said.join("\n"))}>
          <Copy aria-hidden className="size-4" />
          Copy its text
        </Button>
        <Button look="quiet" onClick={onLetGo}>
          Let it go
        </Button>
      </div>
    </div>
  );
}
