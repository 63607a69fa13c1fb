import { Eye } from "lucide-react";
import { useEditor, useEditorState } from "../editor/editor-context.tsx";
import { inkOn } from "../ui/ink-on.ts";
import { lineColors } from "../ui/line-color.ts";
import { usePeople } from "./use-people.ts";

/** Around the canvas while it follows somebody: who, and how it ends. */
export function FollowFrame() {
  const { state } = useEditor();
  const following = useEditorState(({ following }) => following);
  const person = usePeople().find(({ tabs }) => following !== null && tabs.includes(following));
  if (person === undefined) return null;
  const { name, color } = person;
  return (
    <div
      className="peer-line pointer-events-none absolute inset-0 z-20 border-3"
      style={{ ...lineColors(color), borderColor: "var(--peer)" }}
    >
      <div
        className="pointer-events-auto absolute top-0 left-1/2 flex -translate-x-1/2 items-center gap-2 rounded-b-lg py-1 pr-1 pl-3 text-xs font-medium whitespace-nowrap"
        style={{ background: color, color: inkOn(color) }}
      >
        <Eye className="size-4" aria-hidden />
        Following {name}
        <button
          type="button"
          className="rounded-md border border-current px-2 py-0.5"
          onClick={() => state.getState().follow(null)}
        >
          Stop following
        </button>
      </div>
    </div>
  );
}
