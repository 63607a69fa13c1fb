import { BadgeCheck, PencilLine, Tag, Undo2 } from "lucide-react";
import { useLive } from "../../editor/editor-context.tsx";
import { Button } from "../../ui/button.tsx";
import type { Ask } from "./asks.ts";
import { useAuthors } from "./use-authors.ts";
import { useHead } from "./use-head.ts";

/** How the SOP stands now, and what can be done with that. */
export function Standing({ ask }: { readonly ask: Ask }) {
  const head = useHead();
  const role = useLive("role");
  const { status, approved } = useLive("envelope");
  const authorOf = useAuthors();
  const canEdit = role === "editor" || role === "owner";
  const isApproved = status === "approved";
  const by = approved === undefined ? "" : authorOf(approved.by).name;
  return (
    <section aria-label="The SOP now" className="grid gap-3 border-b border-line p-4">
      <div className="flex items-start gap-2.5">
        {isApproved ? (
          <BadgeCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-good" />
        ) : (
          <PencilLine aria-hidden className="mt-0.5 size-5 shrink-0 text-ink-faint" />
        )}
        <div className="min-w-0">
          <p className="font-semibold">
            Version {head}
            <span className="font-normal text-ink-soft">{isApproved ? ", approved" : ", draft"}</span>
          </p>
          <p className="text-[13px] wrap-break-word text-ink-soft">
            {isApproved
              ? `Approved by ${by}. The next edit makes it a draft again.`
              : approved === undefined
                ? "Not approved yet."
                : `A draft again: edited after ${by} approved version ${approved.version}.`}
          </p>
        </div>
      </div>
      {canEdit && (
        <div className="flex flex-wrap gap-2">
          {role === "owner" && !isApproved && (
            <Button onClick={() => ask({ kind: "approve", version: head })}>
              <BadgeCheck aria-hidden className="size-4" /> Approve
            </Button>
          )}
          <Button onClick={() => ask({ kind: "name", version: head, label: null })}>
            <Tag aria-hidden className="size-4" /> Name this version
          </Button>
          <Button onClick={() => ask({ kind: "revert", agent: null, since: null })}>
            <Undo2 aria-hidden className="size-4" /> Undo somebody’s changes
          </Button>
        </div>
      )}
    </section>
  );
}
