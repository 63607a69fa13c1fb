import { X } from "lucide-react";
import { Tabs } from "radix-ui";
import { useEffect, type ComponentType } from "react";
import { useEditor, useEditorState, useLive } from "../editor/editor-context.tsx";
import type { SidePanel } from "../editor/editor-state.ts";
import { useIsNarrow } from "../hooks/use-is-narrow.ts";
import { IconButton } from "../ui/button.tsx";
import { later } from "../ui/later.tsx";
import { PANEL_NAMES, SIDE_PANELS } from "./panel-names.ts";
import { PropertyPanel } from "./property-panel.tsx";
import { SelectionStrip } from "./selection-strip.tsx";
import { useFindings } from "./use-lint.ts";
import { useKeptFocus } from "./use-kept-focus.ts";
import { useSheetFocus } from "./use-sheet-focus.ts";

const PANELS: Readonly<Record<SidePanel, ComponentType>> = {
  properties: PropertyPanel,
  problems: later(async () => (await import("./problem-list.tsx")).ProblemList),
  history: later(async () => (await import("./history-panel.tsx")).HistoryPanel),
  asides: later(async () => (await import("../together/asides-panel.tsx")).AsidesPanel),
};

/** What is beside the canvas, one panel at a time; where there is no room, a sheet over its lower half. */
export function SidePanels() {
  const { state } = useEditor();
  const panel = useEditorState(({ panel }) => panel);
  const isNarrow = useIsNarrow();
  const sheet = useSheetFocus(isNarrow && panel !== null);
  useKeptFocus(sheet, panel !== null);
  useEffect(() => {
    // A sheet that nobody asked for would hide what is to be read.
    if (isNarrow) state.getState().openPanel(null);
  }, [isNarrow, state]);
  if (panel === null) return isNarrow ? <SelectionStrip /> : null;
  const open = (name: string | null) => state.getState().openPanel(name as SidePanel | null);
  return (
    <aside
      ref={sheet}
      aria-label="Panels"
      className={isNarrow ? SHEET : BESIDE}
      onKeyDown={(event) => {
        if (!isNarrow || event.key !== "Escape" || event.defaultPrevented) return;
        // What is selected on the canvas stays so.
        event.stopPropagation();
        open(null);
      }}
    >
      <Tabs.Root value={panel} onValueChange={open} className="flex min-h-0 flex-1 flex-col">
        <div className="flex items-center justify-between gap-1 border-b border-line pr-1">
          <Tabs.List aria-label="Panels" className="flex min-w-0 overflow-x-auto px-1">
            {SIDE_PANELS.map((name) => (
              <Tab key={name} name={name} />
            ))}
          </Tabs.List>
          <IconButton label="Close the panel" className="size-8" onClick={() => open(null)}>
            <X />
          </IconButton>
        </div>
        {SIDE_PANELS.map((name) => {
          const Panel = PANELS[name];
          return (
            <Tabs.Content
              key={name}
              value={name}
              data-panel={name}
              className="min-h-0 flex-1 overflow-y-auto overscroll-contain focus-visible:-outline-offset-2"
            >
              <Panel />
            </Tabs.Content>
          );
        })}
      </Tabs.Root>
    </aside>
  );
}

const BESIDE = "z-10 flex w-[23rem] shrink-0 flex-col border-l border-line bg-surface";
const SHEET =
  "fixed inset-x-0 bottom-0 z-30 flex h-[60dvh] flex-col rounded-t-2xl border-t border-line bg-surface shadow-raised";

function Tab({ name }: { readonly name: SidePanel }) {
  const count = useCount(name);
  return (
    <Tabs.Trigger
      value={name}
      className="flex min-h-10 shrink-0 items-center gap-1 border-b-2 border-transparent px-1.5 text-[13px] font-medium text-ink-soft hover:text-ink focus-visible:rounded-md focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink"
    >
      {PANEL_NAMES[name]}
      {count > 0 && (
        <span className="min-w-5 rounded-full bg-sunken px-1 text-center text-xs tabular-nums">{count}</span>
      )}
    </Tabs.Trigger>
  );
}

/** How many things wait in a panel. */
function useCount(name: SidePanel): number {
  const findings = useFindings().length;
  const asides = useLive("asides").length;
  return name === "problems" ? findings : name === "asides" ? asides : 0;
}
