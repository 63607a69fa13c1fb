import { Undo2 } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { timeAgo } from "../../ui/time-ago.ts";
import type { DeletedSop } from "./deleted-here.ts";

interface DeletedListProps {
  readonly deleted: readonly DeletedSop[];
  readonly onBringBack: (sop: DeletedSop) => void;
}

/** What was deleted in this browser and can still be brought back; nothing when there is none. */
export function DeletedList({ deleted, onBringBack }: DeletedListProps) {
  if (deleted.length === 0) return null;
  return (
    <details className="rounded-xl border border-line bg-surface px-4 py-3">
      <summary className="cursor-pointer rounded font-medium text-ink-soft">
        Deleted in this browser ({deleted.length})
      </summary>
      <ul className="mt-2 grid gap-1">
        {deleted.map((sop) => (
          <li key={sop.id} className="flex items-center gap-3">
            <span className="min-w-0 flex-1 truncate">{sop.name}</span>
            <span className="shrink-0 text-xs text-ink-faint">{timeAgo(sop.at, Date.now())}</span>
            <Button look="quiet" aria-label={`Bring back ${sop.name}`} onClick={() => onBringBack(sop)}>
              <Undo2 aria-hidden className="size-4" /> Bring back
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
