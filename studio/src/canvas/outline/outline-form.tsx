import { useDeferredValue, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { toast } from "sonner";
import { useCanEdit, useEditorState } from "../../editor/editor-context.tsx";
import { isMac, shortcutText } from "../../panels/key-names.ts";
import { Button } from "../../ui/button.tsx";
import { addOutline } from "../actions/add-outline.ts";
import { useCanvas } from "../canvas-context.tsx";
import { OutlineHelp } from "./outline-help.tsx";
import { OutlineProblems } from "./outline-problems.tsx";
import { metaWords, outlineWords } from "./outline-words.ts";
import { readOutline } from "./read-outline.ts";
import { useNodesThere } from "./use-nodes-there.ts";

/** The text, what comes of it, and what could not be read. */
export function OutlineForm({ onDone }: { readonly onDone: (firstNode: string | null) => void }) {
  const canvas = useCanvas();
  const canEdit = useCanEdit();
  const text = useEditorState(({ outlineDraft }) => outlineDraft);
  const write = useEditorState(({ writeOutline }) => writeOutline);
  const there = useNodesThere();
  // A long text is read when there is time: writing in it never waits.
  const read = useDeferredValue(text);
  const outline = useMemo(() => readOutline(read, there), [read, there]);
  const [wantsMeta, setWantsMeta] = useState<boolean | null>(null);
  const [isAdding, setIsAdding] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const words = outlineWords(outline);
  const about = metaWords(outline.meta);
  const withMeta = wantsMeta ?? there.length === 0;
  const canAdd = canEdit && !isAdding && (words !== "" || (about !== "" && withMeta));

  async function add(): Promise<void> {
    setIsAdding(true);
    const made = await addOutline(canvas, text, withMeta);
    setIsAdding(false);
    if (made === null) return;
    write("");
    onDone(made[0] ?? null);
    toast.success(words === "" ? "The SOP says so now." : `Added ${words}.`, {
      id: "outline",
      duration: 2500,
    });
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (canAdd) void add();
  };

  return (
    <form
      className="grid grid-cols-1 gap-3"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div className="grid grid-cols-1 gap-4 md:grid-cols-[minmax(0,1fr)_14.5rem]">
        <div className="grid grid-cols-1 content-start gap-1">
          <label htmlFor={id} className="text-xs font-medium text-ink-soft">
            Procedure
          </label>
          <textarea
            ref={field}
            id={id}
            autoFocus
            value={text}
            readOnly={!canEdit}
            placeholder={EXAMPLE}
            aria-describedby={`${id}-words`}
            onChange={({ target }) => write(target.value)}
            className="h-[46dvh] w-full resize-none max-md:h-[32dvh] rounded-lg border border-line-strong bg-surface px-2.5 py-2 text-[13px] leading-5 text-ink placeholder:text-ink-faint"
          />
        </div>
        <OutlineHelp />
      </div>
      <OutlineProblems
        problems={outline.problems}
        onChoose={(line) => {
          if (field.current !== null) goToLine(field.current, line);
        }}
      />
      {about !== "" && (
        <label className="flex items-start gap-2 text-[13px]">
          <input
            type="checkbox"
            className="mt-0.5 size-4 accent-(--accent)"
            checked={withMeta}
            onChange={({ target }) => setWantsMeta(target.checked)}
          />
          Also take over what it says of the SOP: {about}
        </label>
      )}
      <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
        <p id={`${id}-words`} role="status" className="mr-auto text-[13px] text-ink-soft">
          {words === "" ? "Nothing to add yet." : words}
        </p>
        <span aria-hidden className="text-xs text-ink-faint max-sm:hidden">
          {shortcutText("Mod+Enter", isMac())}
        </span>
        <Button type="submit" look="primary" disabled={!canAdd}>
          Add to canvas
        </Button>
      </div>
    </form>
  );
}

const EXAMPLE = `1. Receive the report: Make one issue of it.
   - complete: you could try it now
   ? Is anything missing
     - yes (240 min) -> Ask the reporter
     - no -> Reproduce it
2. Ask the reporter
3. Reproduce it`;

/** Puts the caret where a line ends, and the line where it is seen. */
function goToLine(field: HTMLTextAreaElement, line: number): void {
  const lines = field.value.split("\n");
  const end = lines.slice(0, line).join("\n").length;
  field.focus();
  field.setSelectionRange(end - (lines[line - 1]?.length ?? 0), end);
  field.scrollTop = (field.scrollHeight / lines.length) * (line - 1) - field.clientHeight / 2;
}
