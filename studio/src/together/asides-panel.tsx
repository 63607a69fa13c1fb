import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useEditor, useLive } from "../editor/editor-context.tsx";
import { Button } from "../ui/button.tsx";
import { copyAsides } from "./act-on-aside.ts";
import { AsideGroupView } from "./aside-group-view.tsx";
import { DiscardAllDialog } from "./discard-all-dialog.tsx";
import { groupAsides } from "./group-asides.ts";
import { useRecalled } from "./use-recalled.ts";

/** What of mine was not taken, or was undone: grouped by node, mine and theirs side by side. */
export function AsidesPanel() {
  const { sop } = useEditor();
  const asides = useLive("asides");
  // What is there now is compared with.
  useLive("view");
  useRecalled(sop);
  const [isAsking, setIsAsking] = useState(false);
  if (asides.length === 0) return <NothingAside />;
  return (
    <section aria-label="Conflicts" className="grid gap-4 p-4">
      <p className="text-ink-soft">
        {asides.length === 1
          ? "One change of yours does not stand. It is kept here until you decide."
          : `${asides.length} changes of yours do not stand. They are kept here until you decide.`}
      </p>
      {groupAsides(asides).map((group) => (
        <AsideGroupView key={group.node ?? ""} group={group} />
      ))}
      <div className="flex flex-wrap gap-2 border-t border-line pt-3">
        <Button onClick={() => void copyAsides(sop, asides)}>Copy all</Button>
        <Button look="danger" onClick={() => setIsAsking(true)}>
          Discard all
        </Button>
      </div>
      <DiscardAllDialog isOpen={isAsking} onClose={() => setIsAsking(false)} />
    </section>
  );
}

function NothingAside() {
  return (
    <section aria-label="Conflicts" className="grid justify-items-center gap-2 px-4 py-10 text-center">
      <CircleCheck className="size-8 text-good" aria-hidden />
      <p className="font-medium">Nothing is set aside</p>
      <p className="text-ink-soft">
        If an edit of yours is refused, or undone by somebody who had not seen it, it waits here with the
        reason. Nothing is lost silently.
      </p>
    </section>
  );
}
