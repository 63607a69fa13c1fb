import { useCallback } from "react";
import type { VersionItem } from "#schemas/protocol/history.ts";
import { useEditor, useEditorState } from "../../editor/editor-context.tsx";
import type { ActivityOf } from "./activity.ts";
import type { Ask } from "./asks.ts";
import { timeOfDay } from "./days.ts";
import type { Page, PageQuery } from "./history-calls.ts";
import { ListEnd } from "./list-end.tsx";
import { openVersion } from "./open-version.ts";
import { RowButton } from "./row-button.tsx";
import { useHistory } from "./use-history.ts";
import { usePages } from "./use-pages.ts";
import { VersionMenu } from "./version-menu.tsx";

/** Each version of a sitting. */
export function SittingVersions({
  sitting,
  ask,
}: {
  readonly sitting: ActivityOf<"edited">;
  readonly ask: Ask;
}) {
  const calls = useHistory();
  const { by, first_version: first, last_version: last } = sitting;
  const load = useCallback(
    async ({ limit, cursor }: PageQuery): Promise<Page<VersionItem>> => {
      const page = await calls.versions({ limit, cursor: cursor ?? String(last + 1), named: false });
      // Others may have made some in between.
      const items = page.items.filter(({ version, agent }) => version >= first && agent === by);
      const isOver = page.items.some(({ version }) => version <= first);
      return isOver ? { items } : { ...page, items };
    },
    [calls, by, first, last],
  );
  const pages = usePages(load, "");
  return (
    <>
      <ul aria-label={`Versions ${first} to ${last}`} className="mt-1 border-l border-line pl-2">
        {pages.items?.map((item) => (
          <VersionRow key={item.version} item={item} ask={ask} />
        ))}
      </ul>
      <ListEnd pages={pages} what="versions" />
    </>
  );
}

function VersionRow({ item, ask }: { readonly item: VersionItem; readonly ask: Ask }) {
  const { version, at, label } = item;
  const editor = useEditor();
  const isShown = useEditorState(({ visit }) => visit?.version === version);
  return (
    <li
      className={`flex items-center gap-1 rounded-md ${isShown ? "bg-accent-soft" : ""}`}
      aria-current={isShown ? "true" : undefined}
    >
      <RowButton onClick={() => void openVersion(editor, version, null)}>Version {version}</RowButton>
      <span className="min-w-0 flex-1 truncate text-xs text-ink-soft">
        {timeOfDay(Date.parse(at))}
        {label !== undefined && ` · ${label}`}
      </span>
      <VersionMenu of={{ version, label: label ?? null, told: "in its sitting", work: null }} ask={ask} />
    </li>
  );
}
