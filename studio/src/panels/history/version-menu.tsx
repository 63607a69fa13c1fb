import { BadgeCheck, Ellipsis, GitCompare, RotateCcw, Tag, Undo2 } from "lucide-react";
import { useEditor, useLive } from "../../editor/editor-context.tsx";
import { IconButton } from "../../ui/button.tsx";
import { Menu, MenuItem, MenuLine } from "../../ui/menu.tsx";
import type { Ask } from "./asks.ts";
import { openVersion } from "./open-version.ts";
import { useHead } from "./use-head.ts";

/** A version, and what is known of it. */
export interface MenuVersion {
  readonly version: number;
  readonly label: string | null;
  /** Whose work can be undone from a version on; null: it is not about one person's. */
  /** What tells it from another row about the same version. */
  readonly told?: string | undefined;
  readonly work: { readonly agent: string; readonly name: string; readonly first: number } | null;
}

/** Everything that can be done with a version. */
export function VersionMenu({ of, ask }: { readonly of: MenuVersion; readonly ask: Ask }) {
  const { version, label, told, work } = of;
  const editor = useEditor();
  const head = useHead();
  const role = useLive("role");
  const canEdit = role === "editor" || role === "owner";
  if (version === 0 && !canEdit) return null;
  const title = label ?? `Version ${version}`;
  return (
    <Menu
      trigger={
        <IconButton
          label={told === undefined ? `More for version ${version}` : `More for version ${version}: ${told}`}
          className="size-8"
        >
          <Ellipsis />
        </IconButton>
      }
    >
      {version > 0 && (
        <MenuItem onSelect={() => void openVersion(editor, version, (work?.first ?? version) - 1)}>
          <GitCompare aria-hidden /> Compare with the version before
        </MenuItem>
      )}
      {canEdit && (
        <>
          <MenuItem onSelect={() => ask({ kind: "name", version, label })}>
            <Tag aria-hidden /> {label === null ? "Name this version…" : "Rename this version…"}
          </MenuItem>
          <MenuItem isDisabled={version >= head} onSelect={() => ask({ kind: "restore", version, title })}>
            <RotateCcw aria-hidden /> Restore this version…
          </MenuItem>
        </>
      )}
      {role === "owner" && (
        <MenuItem onSelect={() => ask({ kind: "approve", version })}>
          <BadgeCheck aria-hidden /> Approve this version…
        </MenuItem>
      )}
      {canEdit && work !== null && (
        <>
          <MenuLine />
          <MenuItem
            isDanger
            onSelect={() => ask({ kind: "revert", agent: work.agent, since: work.first - 1 })}
          >
            <Undo2 aria-hidden /> Undo what {work.name} did since here…
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
