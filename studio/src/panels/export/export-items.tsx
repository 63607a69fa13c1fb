import { useCanvas } from "../../canvas/canvas-context.tsx";
import { useEditorState, useLive } from "../../editor/editor-context.tsx";
import { MenuItem, MenuLabel, MenuLine } from "../../ui/menu.tsx";
import { EXPORTS, runExport, type Export } from "./exports.ts";

/** The ways to take the SOP out, as items of a menu. */
export function ExportItems() {
  const visit = useEditorState(({ visit }) => visit);
  const { summary } = useLive("status");
  const isSaved = summary === "saved" || summary === "conflict";
  return (
    <>
      <MenuLabel>
        {visit === null ? "Save the SOP as" : `Save version ${visit.version} as`}
        {!isSaved && visit === null && <span className="block text-warn">Without what is not saved yet</span>}
      </MenuLabel>
      <Items of="sop" />
      <MenuLine />
      <MenuLabel>
        {visit === null ? "Save the canvas as" : "Save the canvas, with what differs, as"}
      </MenuLabel>
      <Items of="canvas" />
    </>
  );
}

function Items({ of }: { readonly of: Export["of"] }) {
  const canvas = useCanvas();
  return EXPORTS.filter((one) => one.of === of).map((one) => (
    <MenuItem key={one.text} onSelect={() => void runExport(one, canvas)}>
      <one.Icon aria-hidden className="text-ink-faint" />
      <span>
        <span className="block">{one.text}</span>
        <span className="block text-xs text-ink-faint">{one.hint}</span>
      </span>
    </MenuItem>
  ));
}
