import { useEditor } from "../editor/editor-context.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";

/** Asks before everything that is set aside goes. */
export function DiscardAllDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const { sop } = useEditor();
  const discard = () => {
    for (const { id } of sop.asides.list()) sop.asides.discard(id);
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Discard all conflicts?"
      description="Your changes that did not stand are gone then. The SOP stays as it is."
    >
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep them</Button>
        <Button look="danger" onClick={discard}>
          Discard all conflicts
        </Button>
      </div>
    </Dialog>
  );
}
