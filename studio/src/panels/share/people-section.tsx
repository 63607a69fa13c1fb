import { useEditor } from "../../editor/editor-context.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { AddPerson } from "./add-person.tsx";
import { LeaveButton } from "./leave-button.tsx";
import { PersonFrame } from "./person-frame.tsx";
import { PersonRow } from "./person-row.tsx";
import { ShareSection } from "./share-section.tsx";
import { ROLES } from "./share-words.ts";
import type { Sharing } from "./use-sharing.ts";

/** Everybody with a role, for owners. */
export function PeopleSection({ sharing }: { readonly sharing: Sharing }) {
  const { identity } = useEditor();
  const { members } = sharing;
  const isLastOwner = members?.filter(({ role }) => role === "owner").length === 1;
  return (
    <ShareSection title="People">
      <AddPerson sharing={sharing} />
      {members === null ? (
        <Spinner label="Looking who has access…" />
      ) : (
        <ul aria-label="People with access" className="grid gap-3">
          {members.map((member) =>
            member.agent_id === identity.agent ? (
              <PersonFrame key={member.agent_id} agent={member.agent_id} name={member.name} isMe>
                <span className="px-2 text-ink-soft">{ROLES[member.role].name}</span>
                {!isLastOwner && <LeaveButton />}
              </PersonFrame>
            ) : (
              <PersonRow key={member.agent_id} member={member} sharing={sharing} />
            ),
          )}
        </ul>
      )}
      {isLastOwner && (
        <p className="text-xs text-ink-faint">
          You are the only owner. To leave, make somebody else owner first.
        </p>
      )}
    </ShareSection>
  );
}
