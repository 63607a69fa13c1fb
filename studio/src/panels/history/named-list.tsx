import { BadgeCheck, Tag } from "lucide-react";
import type { VersionItem } from "#schemas/protocol/history.ts";
import { useEditor, useEditorState } from "../../editor/editor-context.tsx";
import { useMinute } from "../../hooks/use-minute.ts";
import type { Ask } from "./asks.ts";
import { ListEnd } from "./list-end.tsx";
import { NothingHere } from "./nothing-here.tsx";
import { openVersion } from "./open-version.ts";
import { RowButton } from "./row-button.tsx";
import { useAuthors, type Author } from "./use-authors.ts";
import type { Pages } from "./use-pages.ts";
import { VersionMenu } from "./version-menu.tsx";
import { When } from "./when.tsx";

/** U54: the versions that were named or approved, the newest first. */
export function NamedList({ pages, ask }: { readonly pages: Pages<VersionItem>; readonly ask: Ask }) {
  const now = useMinute();
  const authorOf = useAuthors();
  if (pages.items?.length === 0)
    return (
      <NothingHere Icon={Tag} title="No version has a name">
        Name one before something big changes: it is found again here, and stays readable however old it gets.
      </NothingHere>
    );
  return (
    <>
      <ul className="pt-2">
        {pages.items?.map((item) => (
          <NamedRow key={item.version} item={item} authorOf={authorOf} now={now} ask={ask} />
        ))}
      </ul>
      <ListEnd pages={pages} what="versions" isEager />
    </>
  );
}

function NamedRow({
  item: { version, label, agent, at, approved },
  authorOf,
  now,
  ask,
}: {
  readonly item: VersionItem;
  readonly authorOf: (agent: string) => Author;
  readonly now: number;
  readonly ask: Ask;
}) {
  const editor = useEditor();
  const isShown = useEditorState(({ visit }) => visit?.version === version);
  return (
    <li
      className={`flex gap-2.5 rounded-lg py-2 pr-1 pl-2 ${isShown ? "bg-accent-soft" : ""}`}
      aria-current={isShown ? "true" : undefined}
    >
      <Tag aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-break-word">{label ?? `Version ${version}`}</p>
        <p className="text-[13px] text-ink-soft">
          {label !== undefined && `Version ${version} · `}
          {agent !== undefined && `${authorOf(agent).name} · `}
          <When at={Date.parse(at)} now={now} />
        </p>
        {approved !== undefined && (
          <p className="flex items-center gap-1 text-[13px] text-good">
            <BadgeCheck aria-hidden className="size-4" /> Approved by {authorOf(approved.by).name}
          </p>
        )}
        <div className="-ml-2">
          <RowButton onClick={() => void openVersion(editor, version, null)}>See version {version}</RowButton>
        </div>
      </div>
      <VersionMenu of={{ version, label: label ?? null, work: null }} ask={ask} />
    </li>
  );
}
