import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  BoxSelect,
  Copy,
  Trash2,
  type LucideIcon,
} from "lucide-react";
import type { NodeType } from "#schemas/graph/node.ts";
import {
  alignSelected,
  deleteSelected,
  duplicateSelected,
  spreadSelected,
} from "../../canvas/actions/selection.ts";
import { ALIGNMENTS, type Alignment } from "../../canvas/align.ts";
import { useCanvas } from "../../canvas/canvas-context.tsx";
import { useCanEdit } from "../../editor/editor-context.tsx";
import type { Selection } from "../../editor/editor-state.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { countText } from "./count-text.ts";
import { Holders } from "./holders.tsx";
import { PanelHeader } from "./panel-header.tsx";
import { Section } from "./section.tsx";
import { useNodeOptions } from "./use-graph-parts.ts";

const ALIGN_ICONS: Readonly<Record<Alignment, LucideIcon>> = {
  left: AlignStartVertical,
  center: AlignCenterVertical,
  right: AlignEndVertical,
  top: AlignStartHorizontal,
  middle: AlignCenterHorizontal,
  bottom: AlignEndHorizontal,
};

/** What several selected things have in common. */
export function ManyProperties({ selection }: { readonly selection: Selection }) {
  const canvas = useCanvas();
  const canEdit = useCanEdit();
  const wanted = new Set(selection.nodes);
  const chosen = useNodeOptions().filter(({ id }) => wanted.has(id));
  const counts: Record<NodeType, number> = { step: 0, condition: 0, tool: 0 };
  for (const { type } of chosen) counts[type]++;
  return (
    <div className="grid grid-cols-1 gap-4 p-4">
      <PanelHeader
        Icon={BoxSelect}
        look="bg-accent-soft text-accent"
        kind={countText({ ...counts, connection: selection.edges.length })}
        title={`${chosen.length || selection.edges.length} selected`}
      />
      <Holders nodes={selection.nodes} />
      {canEdit && chosen.length > 1 && (
        <Section title="Put in line">
          <div className="flex flex-wrap gap-1">
            {ALIGNMENTS.map((alignment) => {
              const Icon = ALIGN_ICONS[alignment];
              return (
                <IconButton
                  key={alignment}
                  label={`Align selected ${alignment}`}
                  look="plain"
                  onClick={() => alignSelected(canvas, alignment)}
                >
                  <Icon />
                </IconButton>
              );
            })}
            <IconButton
              label="Spread selected horizontally"
              look="plain"
              disabled={chosen.length < 3}
              onClick={() => spreadSelected(canvas, "horizontally")}
            >
              <AlignHorizontalDistributeCenter />
            </IconButton>
            <IconButton
              label="Spread selected vertically"
              look="plain"
              disabled={chosen.length < 3}
              onClick={() => spreadSelected(canvas, "vertically")}
            >
              <AlignVerticalDistributeCenter />
            </IconButton>
          </div>
        </Section>
      )}
      {canEdit && (
        <div className="flex flex-wrap gap-2 border-t border-line pt-4">
          {chosen.length > 0 && (
            <Button onClick={() => duplicateSelected(canvas)}>
              <Copy aria-hidden className="size-4" />
              Duplicate these
            </Button>
          )}
          <Button look="danger" onClick={() => deleteSelected(canvas)}>
            <Trash2 aria-hidden className="size-4" />
            Delete these
          </Button>
        </div>
      )}
    </div>
  );
}
