import type { Role } from "#schemas/protocol/document.ts";
import { useEditor } from "../../editor/editor-context.tsx";
import { LeaveButton } from "./leave-button.tsx";
import { PersonFrame } from "./person-frame.tsx";
import { RoleHelp } from "./role-help.tsx";
import { ShareSection } from "./share-section.tsx";
import { ROLES } from "./share-words.ts";
import { useVisitors } from "./use-visitors.ts";

/** What those who do not own the SOP see of its sharing: themselves, and who is here. */
export function MemberSharing({ role }: { readonly role: Role }) {
  const { identity } = useEditor();
  const others = useVisitors().filter(({ agent }) => agent !== identity.agent);
  return (
    <div className="grid gap-5">
      <ShareSection title="You">
        <ul>
          <PersonFrame agent={identity.agent} name={identity.name} isMe>
            <span className="px-2 text-ink-soft">{ROLES[role].name}</span>
            <LeaveButton />
          </PersonFrame>
        </ul>
        <p className="text-xs text-ink-faint">Owners add people and change roles. Ask one of them.</p>
      </ShareSection>
      {others.length > 0 && (
        <ShareSection title="Here now">
          <ul className="grid gap-3">
            {others.map((other) => (
              <PersonFrame key={other.agent} agent={other.agent} name={other.name} isMe={false}>
                <span className="px-2 text-ink-soft">{ROLES[other.role].name}</span>
              </PersonFrame>
            ))}
          </ul>
        </ShareSection>
      )}
      <ShareSection title="What each role can do">
        <RoleHelp />
      </ShareSection>
    </div>
  );
}
