import { useEditor, useEditorState } from "../../editor/editor-context.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { OutlineForm } from "./outline-form.tsx";

/** U72: a procedure is written or pasted as text, and becomes nodes and connections. */
export function OutlineDialog() {
  const { state } = useEditor();
  const isOpen = useEditorState(({ dialog }) => dialog === "outline");
  const close = () => state.getState().openDialog(null);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title="Write as text"
      description="Write a procedure, or paste one that you have. What you close is kept until you come back."
      isWide
    >
      <OutlineForm onDone={close} />
    </Dialog>
  );
}
