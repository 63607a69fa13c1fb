import { LinkList } from "./link-list.tsx";
import { NewLink } from "./new-link.tsx";
import { PeopleSection } from "./people-section.tsx";
import { RoleHelp } from "./role-help.tsx";
import { ShareSection } from "./share-section.tsx";
import { useSharing } from "./use-sharing.ts";
import { VisibilityField } from "./visibility-field.tsx";

/** All that an owner can say about who has access. */
export function OwnerSharing() {
  const sharing = useSharing();
  return (
    <div className="grid gap-5">
      {sharing.error !== null && (
        <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-bad">
          {sharing.error}
        </p>
      )}
      <PeopleSection sharing={sharing} />
      <ShareSection title="Invite by link">
        <VisibilityField sharing={sharing} />
        <NewLink sharing={sharing} />
        <LinkList sharing={sharing} />
      </ShareSection>
      <ShareSection title="What each role can do">
        <RoleHelp />
      </ShareSection>
    </div>
  );
}
