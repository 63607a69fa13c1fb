import type { Identity } from "../../app/identity.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { CopyField } from "../../ui/copy-field.tsx";

interface KeyDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly identity: Identity;
}

/** The agent's id, to be told, and its key, to be kept. */
export function KeyDialog({ isOpen, onClose, identity }: KeyDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="My id and key" description={null}>
      <div className="grid gap-4">
        <CopyField label="My id" value={identity.agent} hint="Others invite you by it." />
        <CopyField
          label="My API key"
          value={identity.key}
          isSecret
          hint="Whoever has it is you: keep it safe. With it you sign in elsewhere, and give programs access."
        />
      </div>
    </Dialog>
  );
}
