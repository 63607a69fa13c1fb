import { UserMinus } from "lucide-react";
import { toast } from "sonner";
import type { Role } from "#schemas/protocol/document.ts";
import type { Member } from "#schemas/protocol/sharing.ts";
import { useEditor } from "../../editor/editor-context.tsx";
import { IconButton } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { PersonFrame } from "./person-frame.tsx";
import { RoleOptions } from "./role-options.tsx";
import type { Sharing } from "./use-sharing.ts";

/** How long a removal can be taken back on its toast, as that of a SOP. */
const UNDO_MS = 12_000;

interface PersonRowProps {
  readonly member: Member;
  readonly sharing: Sharing;
}

/** Somebody else with a role, which can be changed and taken away. */
export function PersonRow({ member, sharing }: PersonRowProps) {
  const { sop, api } = useEditor();
  const { agent_id, name, role, guest } = member;
  const path = `/v1/sop/${sop.sop}/members/${encodeURIComponent(agent_id)}`;
  const give = (wanted: Role) => sharing.attempt(() => api.put(path, { role: wanted }));

  async function remove(): Promise<void> {
    if (!(await sharing.attempt(() => api.delete(path)))) return;
    // A guest's key has ended with the role.
    const undo = guest
      ? {}
      : { duration: UNDO_MS, action: { label: "Undo", onClick: () => void give(role) } };
    toast(`${name} cannot open this SOP any more`, undo);
  }

  return (
    <PersonFrame agent={agent_id} name={name} isMe={false} isGuest={guest === true}>
      <Select
        aria-label={`Role of ${name}`}
        value={role}
        onChange={(event) => void give(event.target.value as Role)}
      >
        <RoleOptions most={guest ? "editor" : "owner"} />
      </Select>
      <IconButton label={`Remove ${name}`} onClick={() => void remove()}>
        <UserMinus />
      </IconButton>
    </PersonFrame>
  );
}
