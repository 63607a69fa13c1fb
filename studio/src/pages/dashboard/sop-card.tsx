import { EllipsisVertical, ExternalLink, LogOut, Trash2 } from "lucide-react";
import type { Api } from "../../app/api.ts";
import { navigate, sopPath } from "../../app/route.ts";
import { IconButton } from "../../ui/button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { timeAgo } from "../../ui/time-ago.ts";
import { PeopleInside } from "./people-inside.tsx";
import type { SopItem } from "./sop-list.ts";
import { SopLink } from "./sop-link.tsx";
import { Thumbnail } from "./thumbnail.tsx";

interface SopCardProps {
  readonly api: Api;
  readonly item: SopItem;
  readonly now: number;
  readonly onDelete: (item: SopItem) => void;
  readonly onLeave: (item: SopItem) => void;
}

const ROLES = { owner: null, editor: "Can edit", viewer: "Can view" } as const;

/** One SOP: what it looks like, what it is, who is in it. */
export function SopCard({ api, item, now, onDelete, onLeave }: SopCardProps) {
  const { id, name, domain, role, status, updated_at, peers, version } = item;
  return (
    <li className="group relative flex flex-col rounded-xl border border-line bg-surface transition-shadow focus-within:shadow-raised hover:shadow-raised">
      <Thumbnail api={api} sop={id} version={version} />
      <PeopleInside people={peers} />
      <div className="flex min-w-0 flex-1 flex-col gap-2 p-3.5">
        <h2 className="mr-8 line-clamp-2 font-medium wrap-break-word">
          <SopLink sop={id}>{name}</SopLink>
        </h2>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-soft">
          <span className="max-w-40 truncate rounded-md bg-sunken px-1.5 py-0.5">{domain}</span>
          {status === "approved" ? <span className="text-good">Approved</span> : <span>Draft</span>}
          {ROLES[role] !== null && <span>{ROLES[role]}</span>}
        </p>
        <p className="mt-auto truncate text-xs text-ink-faint">
          Changed <time dateTime={updated_at}>{timeAgo(Date.parse(updated_at), now)}</time>
        </p>
      </div>
      <div className="absolute top-38 right-1.5">
        <Menu
          trigger={
            <IconButton label={`More for ${name}`}>
              <EllipsisVertical />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => navigate(sopPath(id))}>
            <ExternalLink aria-hidden /> Open
          </MenuItem>
          {role === "owner" ? (
            <MenuItem isDanger onSelect={() => onDelete(item)}>
              <Trash2 aria-hidden /> Delete
            </MenuItem>
          ) : (
            <MenuItem isDanger onSelect={() => onLeave(item)}>
              <LogOut aria-hidden /> Leave
            </MenuItem>
          )}
        </Menu>
      </div>
    </li>
  );
}
