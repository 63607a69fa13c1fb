import { GitBranch, ListChecks, Wrench, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { NodeType } from "#schemas/graph/node.ts";
import { useEditorState } from "../../editor/editor-context.tsx";
import { ALONE } from "../../together/company-index.ts";
import { useNodeCompany } from "../../together/use-node-company.ts";
import { lineColors } from "../../ui/line-color.ts";
import { TYPE_NAMES } from "../title-of.ts";
import { CompanyTag } from "./company-tag.tsx";
import { LintBadge } from "./lint-badge.tsx";
import { MarkTag, MARK_STYLES } from "./mark-tag.tsx";

/** The picture of each type of node. */
export const NODE_ICONS: Readonly<Record<NodeType, LucideIcon>> = {
  step: ListChecks,
  condition: GitBranch,
  tool: Wrench,
};

const LOOKS: Readonly<Record<NodeType, { readonly icon: string; readonly edge: string }>> = {
  step: { icon: "bg-step-soft text-step", edge: "bg-step" },
  condition: { icon: "bg-condition-soft text-condition", edge: "bg-condition" },
  tool: { icon: "bg-tool-soft text-tool", edge: "bg-tool" },
};

/** A title of more letters has the line of the type too, which the picture tells as well. */
const LONG_TITLE = 24;

/** Around a node that somebody else is at. */
const COMPANY_LINE = { boxShadow: "0 0 0 2.5px var(--peer)", borderColor: "var(--peer)" };

/** What nodes of every type have in common: the box with its kind and title, who is at it, and what is to be said of it. */
export function NodeFrame({
  id,
  type,
  title,
  children,
}: {
  readonly id: string;
  readonly type: NodeType;
  readonly title: string;
  readonly children: ReactNode;
}) {
  const isVisit = useEditorState(({ visit }) => visit !== null);
  const present = useNodeCompany(id);
  // An old version is nobody's place.
  const company = isVisit ? ALONE : present;
  const mark = useEditorState(({ visit }) => visit?.marks.get(id));
  const isGhost = useEditorState(({ visit }) => visit?.ghosts.has(id) === true);
  const Icon = NODE_ICONS[type];
  const { icon, edge } = LOOKS[type];
  const color = company.holder?.color ?? company.selectedBy[0]?.color;
  return (
    <div
      className={`sop-node peer-line group relative flex h-full w-full flex-col rounded-xl border text-left text-ink transition-[border-color,box-shadow] ${isGhost ? "border-dashed bg-ground" : "bg-surface shadow-raised"} ${mark === undefined ? "border-line" : MARK_STYLES[mark]}`}
      style={color === undefined ? undefined : { ...lineColors(color), ...COMPANY_LINE }}
    >
      <span aria-hidden className={`absolute inset-y-3 left-0 w-1 rounded-r-full ${edge}`} />
      <header className="flex h-11 items-center gap-2.5 pt-1.5 pr-3 pl-4">
        <span aria-hidden className={`grid size-7 shrink-0 place-items-center rounded-lg ${icon}`}>
          <Icon className="size-4" />
        </span>
        <span className="min-w-0 flex-1">
          {title.length <= LONG_TITLE && (
            <span className="block text-[10px] leading-3 font-medium tracking-wide text-ink-faint uppercase">
              {TYPE_NAMES[type]}
            </span>
          )}
          <span
            dir="auto"
            className={`text-start font-semibold wrap-anywhere ${title.length <= LONG_TITLE ? "block truncate leading-5" : "line-clamp-2 text-[13px] leading-4"}`}
          >
            {title}
          </span>
        </span>
        {!isVisit && <LintBadge id={id} />}
      </header>
      <div className="min-h-0 flex-1 pr-3 pl-4">{children}</div>
      <CompanyTag company={company} />
      {mark !== undefined && <MarkTag mark={mark} />}
    </div>
  );
}
