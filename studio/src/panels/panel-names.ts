import type { SidePanel } from "../editor/editor-state.ts";

/** What people call each side panel, in the order of the tabs. */
export const PANEL_NAMES: Readonly<Record<SidePanel, string>> = {
  properties: "Properties",
  problems: "Problems",
  history: "History",
  asides: "Conflicts",
};

export const SIDE_PANELS = Object.keys(PANEL_NAMES) as SidePanel[];
