import { Eye } from "lucide-react";
import { useLive } from "../editor/editor-context.tsx";
import { Tip } from "../ui/tip.tsx";

/** Tells viewers that they are; nothing for those who can edit. */
export function RoleChip() {
  if (useLive("role") !== "viewer") return null;
  return (
    <Tip text="You can look at everything and follow others, but not edit. Ask an owner to make you an editor.">
      <button
        type="button"
        className="flex cursor-default! items-center gap-1.5 rounded-full bg-accent-soft px-2.5 py-1 text-xs font-medium text-accent"
      >
        <Eye className="size-3.5" aria-hidden />
        <span className="max-sm:sr-only">View only</span>
      </button>
    </Tip>
  );
}
