import { useEditor, useEditorState, useLive } from "../editor/editor-context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { MemberSharing } from "./share/member-sharing.tsx";
import { OwnerSharing } from "./share/owner-sharing.tsx";

/** Who has access to the SOP, and how others get it. */
export function ShareDialog() {
  const { state } = useEditor();
  const isOpen = useEditorState(({ dialog }) => dialog === "share");
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => state.getState().openDialog(null)}
      title="Share"
      description="Who has access to this SOP, and how others get it."
      isWide
    >
      <Contents />
    </Dialog>
  );
}

/** Apart, so that nothing is asked for while the dialog is closed. */
function Contents() {
  const role = useLive("role");
  if (role === null) return <p className="text-ink-soft">This SOP was not reached yet.</p>;
  return role === "owner" ? <OwnerSharing /> : <MemberSharing role={role} />;
}
