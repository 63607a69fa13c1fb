import { Dialog } from "../../ui/dialog.tsx";
import { Beginnings } from "./beginnings.tsx";

interface NewSopDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly create: (body: unknown) => Promise<void>;
}

/** Asks what a new SOP begins as. */
export function NewSopDialog({ isOpen, onClose, create }: NewSopDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="New SOP"
      description="Begin with an empty canvas, or with something to change."
    >
      <Beginnings create={create} hasFocus />
    </Dialog>
  );
}
