import { useCanvas } from "../canvas/canvas-context.tsx";
import { useEditor, useEditorState } from "../editor/editor-context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EXPORTS, runExport } from "./export/exports.ts";

/** U58: the ways to take the SOP out, where there is no room for a menu of its own. */
export function ExportDialog() {
  const { state } = useEditor();
  const canvas = useCanvas();
  const isOpen = useEditorState(({ dialog }) => dialog === "export");
  const visit = useEditorState(({ visit }) => visit);
  const close = () => state.getState().openDialog(null);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title="Export"
      description={`${visit === null ? "The SOP as it is saved now" : `Version ${visit.version}`}, in the forms that others read, or the canvas as a picture.`}
    >
      <ul className="grid gap-1">
        {EXPORTS.map((one) => (
          <li key={one.text}>
            <button
              type="button"
              className="flex w-full items-center gap-3 rounded-lg px-2.5 py-2 text-left hover:bg-hover"
              onClick={() => {
                close();
                void runExport(one, canvas);
              }}
            >
              <one.Icon aria-hidden className="size-4.5 shrink-0 text-ink-faint" />
              <span>
                <span className="block">{one.text}</span>
                <span className="block text-xs text-ink-faint">{one.hint}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
