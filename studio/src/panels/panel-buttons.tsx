import { CircleAlert, History, PanelRight, type LucideIcon } from "lucide-react";
import { useEditor, useEditorState } from "../editor/editor-context.tsx";
import type { SidePanel } from "../editor/editor-state.ts";
import { IconButton } from "../ui/button.tsx";
import { PANEL_NAMES } from "./panel-names.ts";

const SHOWN: readonly (readonly [SidePanel, LucideIcon])[] = [
  ["properties", PanelRight],
  ["problems", CircleAlert],
  ["history", History],
];

/** Opens each side panel, and closes the one that is open. */
export function PanelButtons() {
  const { state } = useEditor();
  const panel = useEditorState(({ panel }) => panel);
  return (
    <div role="group" aria-label="Panels" className="flex">
      {SHOWN.map(([name, Icon]) => (
        <IconButton
          key={name}
          label={PANEL_NAMES[name]}
          aria-pressed={panel === name}
          onClick={() => state.getState().openPanel(panel === name ? null : name)}
        >
          <Icon />
        </IconButton>
      ))}
    </div>
  );
}
