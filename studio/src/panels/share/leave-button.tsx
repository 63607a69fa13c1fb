import { useState } from "react";
import { toast } from "sonner";
import { forgetGuest } from "../../app/identity.ts";
import { navigate } from "../../app/route.ts";
import { useEditor } from "../../editor/editor-context.tsx";
import { Button } from "../../ui/button.tsx";
import { explainSharing } from "./share-words.ts";

/** Gives up one's own role; asks first, since only an owner can give it back. */
export function LeaveButton() {
  const { sop, api, identity } = useEditor();
  const [isAsked, setIsAsked] = useState(false);

  async function leave(): Promise<void> {
    try {
      await api.delete(`/v1/sop/${sop.sop}/members/${encodeURIComponent(identity.agent)}`);
      if (identity.sop !== undefined) forgetGuest(identity.sop);
      navigate("/");
      toast("You left the SOP");
    } catch (error) {
      toast.error("You could not leave", { description: explainSharing(error) });
    }
  }

  return isAsked ? (
    <>
      <Button look="danger" autoFocus onClick={() => void leave()}>
        Really leave
      </Button>
      <Button look="quiet" onClick={() => setIsAsked(false)}>
        Stay
      </Button>
    </>
  ) : (
    <Button look="quiet" onClick={() => setIsAsked(true)}>
      Leave
    </Button>
  );
}
