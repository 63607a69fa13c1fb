import { TextInitial } from "lucide-react";
import { Tip } from "../ui/tip.tsx";
import { writeAsText } from "./actions/write-as-text.ts";
import { useCanvas } from "./canvas-context.tsx";

/** The last of the palette: many nodes at once, from a text. */
export function WriteItem() {
  const canvas = useCanvas();
  return (
    <Tip text="A whole procedure, written or pasted. Click, or press 4">
      <button
        type="button"
        aria-label="Write as text"
        onClick={() => writeAsText(canvas)}
        className="mt-1 grid w-full justify-items-center gap-1 rounded-xl px-1 py-2 text-[11px] text-ink-soft transition-colors hover:bg-hover hover:text-ink"
      >
        <span aria-hidden className="grid size-9 place-items-center rounded-lg bg-sunken text-ink-soft">
          <TextInitial className="size-4.5" />
        </span>
        Text
      </button>
    </Tip>
  );
}
