import { useMemo } from "react";
import type { Mark, Visit } from "../../editor/editor-state.ts";
import { countChanges, listChanges } from "./list-changes.ts";
import { MARK_LOOKS } from "./mark-looks.ts";

/** U52: what the colours on the canvas mean, and how many there are of each. */
export function MarkLegend({ visit }: { readonly visit: Visit }) {
  const counts = useMemo(() => countChanges(listChanges(visit)), [visit]);
  const shown = (Object.keys(MARK_LOOKS) as Mark[]).filter((mark) => counts[mark] > 0);
  if (shown.length === 0)
    return <p className="text-[13px] whitespace-nowrap text-ink-soft">Nothing differs</p>;
  return (
    <ul aria-label="What the colours mean" className="flex shrink-0 flex-wrap gap-x-3 gap-y-1 text-[13px]">
      {shown.map((mark) => (
        <li key={mark} className="flex items-center gap-1.5 whitespace-nowrap">
          <span aria-hidden className={`size-2.5 rounded-full ${MARK_LOOKS[mark].dot}`} />
          {counts[mark]} {MARK_LOOKS[mark].verb}
        </li>
      ))}
    </ul>
  );
}
