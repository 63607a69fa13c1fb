import { useEffect, useState } from "react";
import { forgetIdentity, type Identity } from "../../app/identity.ts";
import { openDefaultStore } from "../../sync/store/default-store.ts";
import { Button } from "../../ui/button.tsx";
import { CopyField } from "../../ui/copy-field.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { forgetKeptList } from "./kept-list.ts";
import type { SopItem } from "./sop-list.ts";
import { findUnsent, type Unsent } from "./unsent.ts";

interface SignOutDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly identity: Identity;
  readonly sops: readonly SopItem[];
}

/** Asks once more: without the key there is no way back, and edits that wait on this device need it. */
export function SignOutDialog({ isOpen, onClose, identity, sops }: SignOutDialogProps) {
  const signOut = () => {
    forgetKeptList(localStorage, identity.agent);
    forgetIdentity();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Sign out of this browser?"
      description="Your key is the only way to come back as you. Copy it first, if you have it nowhere else."
    >
      <div className="grid gap-4">
        <UnsentNote agent={identity.agent} sops={sops} />
        <CopyField label="My API key" value={identity.key} isSecret />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Stay</Button>
          <Button look="danger" onClick={signOut}>
            Sign out
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function UnsentNote({ agent, sops }: { readonly agent: string; readonly sops: readonly SopItem[] }) {
  const [unsent, setUnsent] = useState<readonly Unsent<SopItem>[]>([]);
  useEffect(() => {
    let isOver = false;
    const look = async () => {
      const { store } = await openDefaultStore(() => undefined);
      const found = await findUnsent(store, location.origin, agent, sops);
      await store.close();
      if (!isOver) setUnsent(found);
    };
    // What cannot be read can be no reason to stay.
    void look().catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [agent, sops]);
  if (unsent.length === 0) return null;
  return (
    <div role="alert" className="rounded-lg bg-bad-soft p-3 text-bad">
      <p className="font-medium">Changes of yours are on this device alone:</p>
      <ul className="my-1 list-disc pl-5">
        {unsent.map(({ sop, count }) => (
          <li key={sop.id}>
            {sop.name}: {count === 1 ? "1 change" : `${count} changes`}
          </li>
        ))}
      </ul>
      <p>Open these SOPs first. If you sign out, the changes wait here until you come back with this key.</p>
    </div>
  );
}
