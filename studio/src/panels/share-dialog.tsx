import { useEditor, useEditorState } from "../editor/editor-context.tsx";
import { Dialog } from "../ui/dialog.tsx";

/** Who has access to the SOP, and how others get it. */
export function ShareDialog() {
  const { state } = useEditor();
  const isOpen = useEditorState(({ dialog }) => dialog === "share");
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => state.getState().openDialog(null)}
      title="Share"
      description="Who has access, and how others get it."
    >
      {null}
    </Dialog>
  );
}
