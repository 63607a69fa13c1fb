import { Redo2, Undo2 } from "lucide-react";
import { takeBack } from "../canvas/actions/take-back.ts";
import { useCanvas } from "../canvas/canvas-context.tsx";
import { useCanEdit, useLive } from "../editor/editor-context.tsx";
import { IconButton } from "../ui/button.tsx";
import { isMac, shortcutText } from "./key-names.ts";

/** Takes my own last step back, or makes it again. */
export function UndoButtons() {
  const canvas = useCanvas();
  const { canUndo, canRedo } = useLive("undo");
  const canEdit = useCanEdit();
  return (
    <div role="group" aria-label="Undo and redo" className="flex">
      <IconButton
        label="Undo my last change"
        hint={shortcutText("Mod+Z", isMac())}
        disabled={!canEdit || !canUndo}
        onClick={() => takeBack(canvas, "undo")}
      >
        <Undo2 />
      </IconButton>
      <IconButton
        label="Redo"
        hint={shortcutText("Mod+Shift+Z", isMac())}
        disabled={!canEdit || !canRedo}
        onClick={() => takeBack(canvas, "redo")}
      >
        <Redo2 />
      </IconButton>
    </div>
  );
}
