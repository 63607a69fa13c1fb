import { ChevronDown, ChevronUp } from "lucide-react";
import { Collapsible } from "radix-ui";
import { useState } from "react";
import type { GraphView } from "#schemas/change/types.ts";
import { useEditorState } from "../editor/editor-context.tsx";
import { useSize } from "../hooks/use-entity.ts";
import { countText } from "./properties/count-text.ts";
import { ProblemCounts } from "./problem-counts.tsx";
import { ProblemList } from "./problem-list.tsx";
import { useFindings } from "./use-lint.ts";

/** U38: how much there is to mend, under the canvas; it opens to a list. */
export function ProblemsBar() {
  const findings = useFindings();
  const version = useEditorState(({ visit }) => visit?.version);
  const [isOpen, setOpen] = useState(false);
  const Chevron = isOpen ? ChevronDown : ChevronUp;
  return (
    <Collapsible.Root
      asChild
      open={isOpen}
      onOpenChange={setOpen}
      onKeyDown={({ key }) => key === "Escape" && setOpen(false)}
    >
      <footer className="relative z-20 border-t border-line bg-surface text-[13px] text-ink-soft">
        <Collapsible.Content className="max-h-[40dvh] overflow-auto border-b border-line">
          <ProblemList />
        </Collapsible.Content>
        <div className="flex min-h-9 items-center justify-between gap-3 px-2">
          <Collapsible.Trigger className="flex min-h-7 items-center gap-2 rounded-md px-2 hover:bg-hover hover:text-ink">
            <ProblemCounts findings={findings} version={version} />
            <Chevron aria-hidden className="size-4" />
          </Collapsible.Trigger>
          <Size />
        </div>
      </footer>
    </Collapsible.Root>
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
