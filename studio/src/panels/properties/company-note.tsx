import { Lock, PencilLine } from "lucide-react";
import type { Peer } from "#schemas/protocol/server-message.ts";
import { useCanEdit } from "../../editor/editor-context.tsx";
import { lineColors } from "../../ui/line-color.ts";
import { heldText } from "./held-text.ts";

interface CompanyNoteProps {
  readonly holder: Peer | null;
  readonly typing: Peer | null;
  /** How many of several nodes are held. */
  readonly count?: number;
}

/** U36: says who holds a node, so that it can only be read, or who writes in it. */
export function CompanyNote({ holder, typing, count }: CompanyNoteProps) {
  const canEdit = useCanEdit();
  const peer = holder ?? typing;
  if (peer === null) return null;
  const Icon = holder === null ? PencilLine : Lock;
  return (
    <p
      role="status"
      className="peer-line flex items-start gap-2 rounded-lg border border-line bg-ground px-2.5 py-2 text-[13px]"
      style={{ ...lineColors(peer.color), borderLeft: "4px solid var(--peer)" }}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      <span>
        <strong className="font-semibold">{peer.name}</strong>{" "}
        {holder === null ? "is typing here." : heldText(count, canEdit)}
      </span>
    </p>
  );
}
