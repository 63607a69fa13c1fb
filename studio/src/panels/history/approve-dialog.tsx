import { toast } from "sonner";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogButtons } from "./dialog-buttons.tsx";
import { useDoing } from "./use-doing.ts";
import { useHistory } from "./use-history.ts";

/** U54: says of a version that it is good to work by. */
export function ApproveDialog({
  version,
  onClose,
  onDone,
}: {
  readonly version: number;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const calls = useHistory();
  const { doing, run } = useDoing();
  const approve = () =>
    run(async () => {
      const { status } = await calls.approve(version);
      const isNewest = status === "approved";
      const said = `Version ${version} is approved.`;
      // Somebody edited it meanwhile, or it was an old one.
      if (isNewest) toast.success(said, { id: "history" });
      else toast.info(`${said} It was edited since, so the SOP is a draft.`, { id: "history" });
      onDone();
      onClose();
    });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Approve version ${version}?`}
      description="Everybody sees that this version is good to work by. The next edit makes the SOP a draft again; the approved version stays readable."
    >
      <DialogButtons doing={doing} onClose={onClose} verb="Approve" onDo={approve} />
    </Dialog>
  );
}
