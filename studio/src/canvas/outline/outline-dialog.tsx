import { useRef } from "react";
import { useEditor, useEditorState } from "../../editor/editor-context.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { giveFocus } from "../actions/focus-node.ts";
import { useCanvas } from "../canvas-context.tsx";
import { OutlineForm } from "./outline-form.tsx";

/** U72: a procedure is written or pasted as text, and becomes nodes and connections. */
export function OutlineDialog() {
  const { state } = useEditor();
  const isOpen = useEditorState(({ dialog }) => dialog === "outline");
  const canvas = useCanvas();
  /** What was made last: the work goes on there, not at the button. */
  const made = useRef<string | null>(null);
  const close = () => state.getState().openDialog(null);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title="Write as text"
      description="Write a procedure, or paste one that you have. What you close is kept until you come back."
      isWide
      onClosed={(opener) => {
        if (made.current === null) opener?.focus();
        else giveFocus(canvas, made.current);
        made.current = null;
      }}
    >
      <OutlineForm
        onDone={(node) => {
          made.current = node;
          close();
        }}
      />
    </Dialog>
  );
}
