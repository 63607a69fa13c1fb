import { ChevronDown, ChevronUp } from "lucide-react";
import { useId, useState } from "react";
import type { GraphView } from "#schemas/change/types.ts";
import { useEditorState } from "../editor/editor-context.tsx";
import { useSize } from "../hooks/use-entity.ts";
import { later } from "../ui/later.tsx";
import { countText } from "./properties/count-text.ts";
import { ProblemCounts } from "./problem-counts.tsx";
import { useFindings } from "./use-lint.ts";

const ProblemList = later(async () => (await import("./problem-list.tsx")).ProblemList);

/** U38: how much there is to mend, under the canvas; it opens to a list. */
export function ProblemsBar() {
  const findings = useFindings();
  const version = useEditorState(({ visit }) => visit?.version);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const Chevron = isOpen ? ChevronDown : ChevronUp;
  return (
    <footer
      className="relative z-20 border-t border-line bg-surface text-[13px] text-ink-soft"
      onKeyDown={({ key }) => key === "Escape" && setOpen(false)}
    >
      <div id={id} hidden={!isOpen} className="max-h-[40dvh] overflow-auto border-b border-line">
        {isOpen && <ProblemList />}
      </div>
      <div className="flex min-h-9 items-center justify-between gap-3 px-2">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          className="flex min-h-7 items-center gap-2 rounded-md px-2 hover:bg-hover hover:text-ink"
          onClick={() => setOpen(!isOpen)}
        >
          <ProblemCounts findings={findings} version={version} />
          <Chevron aria-hidden className="size-4" />
        </button>
        <Size />
      </div>
    </footer>
  );
}

/** How large the SOP is. */
function Size() {
  const now = useSize();
  const own = useEditorState(({ visit }) => visit?.own);
  const { nodes, edges } = own === undefined ? now : sizeOf(own);
  return (
    <span className="px-2 whitespace-nowrap tabular-nums">
      {countText({ node: nodes }) || "No nodes"}
      {edges > 0 && <span className="max-md:hidden"> · {countText({ connection: edges })}</span>}
    </span>
  );
}

function sizeOf({ nodes, edges }: GraphView) {
  return { nodes: Object.keys(nodes).length, edges: Object.keys(edges).length };
}
