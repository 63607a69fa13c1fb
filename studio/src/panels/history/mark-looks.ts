import type { Mark } from "../../editor/editor-state.ts";

/** How each kind of difference is shown beside the canvas: as on it. */
export const MARK_LOOKS: Readonly<Record<Mark, { readonly dot: string; readonly verb: string }>> = {
  changed: { dot: "bg-changed", verb: "changed" },
  added: { dot: "bg-added", verb: "added" },
  removed: { dot: "bg-removed", verb: "removed" },
  moved: { dot: "bg-moved", verb: "moved" },
};
