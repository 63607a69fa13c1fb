import { useEditorState } from "../../editor/editor-context.tsx";
import type { Mark } from "../../editor/editor-state.ts";

/** The border of a node that differs in the version compared with. */
export const MARK_STYLES: Readonly<Record<Mark, string>> = {
  added: "border-2 border-added",
  removed: "border-2 border-removed",
  changed: "border-2 border-changed",
  moved: "border-2 border-moved",
};

const WORDS: Readonly<Record<Mark, { readonly text: string; readonly color: string }>> = {
  added: { text: "Added", color: "text-added" },
  removed: { text: "Removed", color: "text-removed" },
  changed: { text: "Changed", color: "text-changed" },
  moved: { text: "Moved", color: "text-moved" },
};

/** How a node of an old version differs, in words: colour alone tells nobody who cannot see it. */
export function MarkTag({ mark }: { readonly mark: Mark }) {
  const isSince = useEditorState(({ visit }) => visit?.against === null);
  const { text, color } = WORDS[mark];
  return (
    <span
      className={`absolute -top-3 left-3 rounded-full border border-current bg-surface px-2 text-[11px] leading-4 font-medium ${color}`}
    >
      {text}
      {isSince && " since"}
    </span>
  );
}
