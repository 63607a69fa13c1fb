import { Link2Off } from "lucide-react";
import type { Invite } from "#schemas/protocol/sharing.ts";
import { useEditor } from "../../editor/editor-context.tsx";
import { Button } from "../../ui/button.tsx";
import { describeLink, isLinkOver, ROLES } from "./share-words.ts";
import type { Sharing } from "./use-sharing.ts";

/** The links that there are, each of which can be taken back. */
export function LinkList({ sharing }: { readonly sharing: Sharing }) {
  const { sop, api } = useEditor();
  const { invites } = sharing;
  if (invites === null || invites.length === 0) return null;
  const now = Date.now();
  const revoke = ({ id }: Invite) => sharing.attempt(() => api.delete(`/v1/sop/${sop.sop}/invites/${id}`));
  return (
    <ul aria-label="Invite links" className="grid gap-2">
      {invites.map((invite) => (
        <li
          key={invite.id}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-sunken py-1.5 pr-1.5 pl-3"
        >
          <div className="min-w-40 flex-1">
            <p className="font-medium">
              {ROLES[invite.role].name} link
              {isLinkOver(invite, now) && <span className="font-normal text-ink-faint"> (ended)</span>}
            </p>
            <p className="text-xs break-words text-ink-soft">{describeLink(invite, now)}</p>
          </div>
          <Button look="quiet" className="hover:bg-surface!" onClick={() => void revoke(invite)}>
            <Link2Off aria-hidden className="size-4" /> Revoke
          </Button>
        </li>
      ))}
    </ul>
  );
}
