import { memo, useState } from "react";
import { useEditor, useEditorState } from "../../editor/editor-context.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { entryVersion, type ActivityEntry } from "./activity.ts";
import { activityWords } from "./activity-words.ts";
import type { Ask } from "./asks.ts";
import { openVersion } from "./open-version.ts";
import { RowButton } from "./row-button.tsx";
import { SittingVersions } from "./sitting-versions.tsx";
import type { Author } from "./use-authors.ts";
import { VersionMenu } from "./version-menu.tsx";
import { When } from "./when.tsx";

/** U50: one thing that was done, with the version that it led to. */
export const ActivityRow = memo(function ActivityRow({
  entry,
  authorOf,
  now,
  ask,
}: {
  readonly entry: ActivityEntry;
  readonly authorOf: (agent: string) => Author;
  readonly now: number;
  readonly ask: Ask;
}) {
  const editor = useEditor();
  const version = entryVersion(entry);
  const isShown = useEditorState(({ visit }) => version !== null && visit?.version === version);
  const [isOpen, setIsOpen] = useState(false);
  const author = authorOf(entry.by);
  const sitting = entry.type === "edited" ? entry : null;
  const words = activityWords(entry, (agent) => authorOf(agent).name);
  // A version that was named or approved has a row for each of these too.
  const told = ABOUT_A_VERSION.has(entry.type) ? words : undefined;
  return (
    <li
      className={`flex gap-2.5 rounded-lg py-2 pr-1 pl-2 ${isShown ? "bg-accent-soft" : ""}`}
      aria-current={isShown ? "true" : undefined}
    >
      <Avatar name={author.name} color={author.color} size={26} />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline justify-between gap-2">
          <span className="truncate font-medium" title={author.agent}>
            {author.name}
            {author.isMe && <span className="font-normal text-ink-soft"> (you)</span>}
          </span>
          <span className="shrink-0 text-xs text-ink-soft">
            <When at={Date.parse(entry.at)} now={now} />
          </span>
        </p>
        <p className="text-[13px] wrap-break-word text-ink-soft">{words}</p>
        {version !== null && (
          <div className="-ml-2 flex flex-wrap items-center">
            <RowButton
              {...(told !== undefined && { "aria-label": `See version ${version}: ${told}` })}
              onClick={() => void openVersion(editor, version, null)}
            >
              See version {version}
            </RowButton>
            {sitting !== null && sitting.first_version < sitting.last_version && (
              <RowButton aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
                {isOpen ? "Fewer" : "Each version"}
                <span className="sr-only">
                  {" "}
                  from {sitting.first_version} to {sitting.last_version}
                </span>
              </RowButton>
            )}
          </div>
        )}
        {isOpen && sitting !== null && <SittingVersions sitting={sitting} ask={ask} />}
      </div>
      {/* Where there is no menu its place stays, so that the times are below each other. */}
      <div className="w-8 shrink-0">
        {version !== null && (
          <VersionMenu
            of={{
              version,
              label: entry.type === "version_named" ? entry.label : null,
              told,
              work:
                sitting === null
                  ? null
                  : { agent: sitting.by, name: author.name, first: sitting.first_version },
            }}
            ask={ask}
          />
        )}
      </div>
    </li>
  );
});

/** What is done to a version that has a row of its own. */
const ABOUT_A_VERSION: ReadonlySet<ActivityEntry["type"]> = new Set([
  "version_named",
  "version_unnamed",
  "approved",
  "draft_again",
]);
