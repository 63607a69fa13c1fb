import { BadgeCheck, PencilLine } from "lucide-react";
import { useEditor, useLive } from "../editor/editor-context.tsx";
import { Tip } from "../ui/tip.tsx";

/** Whether the SOP is approved as it stands; it opens the history, where approving is done. */
export function StatusChip() {
  const { state } = useEditor();
  const { status, approved } = useLive("envelope");
  if (status === undefined) return null;
  const isApproved = status === "approved";
  const earlier =
    approved === undefined ? "" : ` Version ${approved.version} was approved by ${approved.by}.`;
  const words = isApproved ? `Approved by ${approved?.by ?? "its owner"}.` : `Not approved yet.${earlier}`;
  return (
    <Tip text={words}>
      <button
        type="button"
        aria-label={`Status: ${isApproved ? "approved" : "draft"}`}
        onClick={() => state.getState().openPanel("history")}
        className={`inline-flex min-h-6 shrink-0 items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap ${isApproved ? "bg-tool-soft text-good" : "bg-sunken text-ink-soft"}`}
      >
        {isApproved ? (
          <BadgeCheck aria-hidden className="size-3.5" />
        ) : (
          <PencilLine aria-hidden className="size-3.5" />
        )}
        {isApproved ? "Approved" : "Draft"}
      </button>
    </Tip>
  );
}
