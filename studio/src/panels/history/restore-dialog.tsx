import { toast } from "sonner";
import { useEditor } from "../../editor/editor-context.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { claimPatch } from "./claim-patch.ts";
import { DialogButtons } from "./dialog-buttons.tsx";
import { leaveVersion } from "./open-version.ts";
import { tellWithUndo } from "./undo-version.ts";
import { useDoing } from "./use-doing.ts";
import { useHistory } from "./use-history.ts";

/** U55: makes the SOP again what it was in a version. */
export function RestoreDialog({
  version,
  title,
  onClose,
}: {
  readonly version: number;
  readonly title: string;
  readonly onClose: () => void;
}) {
  const editor = useEditor();
  const calls = useHistory();
  const { doing, run } = useDoing();
  const restore = (force: boolean) =>
    run(async () => {
      const patch = claimPatch(editor.sop);
      const answer = await calls.restore(version, force, patch);
      onClose();
      if (editor.state.getState().visit !== null) leaveVersion(editor);
      if (answer.ops.length === 0)
        toast.info(`The SOP is already as in version ${version}.`, { id: "history" });
      else {
        const made = { version: answer.version, patch };
        tellWithUndo(editor, `${title} is restored, as version ${made.version}.`, made);
      }
    });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title === `Version ${version}` ? `Restore version ${version}?` : `Restore “${title}”?`}
      description={`The SOP becomes what it was in version ${version}, for everybody. That is a new version: nothing of the history is lost, and you can undo it.`}
    >
      <DialogButtons doing={doing} onClose={onClose} verb="Restore" onDo={restore} />
    </Dialog>
  );
}
