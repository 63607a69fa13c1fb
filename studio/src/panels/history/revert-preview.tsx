import { useMemo } from "react";
import type { RevertAnswer } from "#schemas/protocol/history.ts";
import { useEditor } from "../../editor/editor-context.tsx";
import { nodeName } from "../../together/names.ts";
import { Spinner } from "../../ui/spinner.tsx";
import { count } from "./activity-words.ts";
import { heldWords } from "./held-words.ts";
import { revertRows, skippedRows } from "./revert-rows.ts";
import type { Preview } from "./use-revert-preview.ts";

/** So many are read; beyond, it is a number. */
const MOST_ROWS = 30;

/** U57: what taking back would do, and what it would leave alone. */
export function RevertPreview({
  preview,
  nameOf,
}: {
  readonly preview: Preview;
  readonly nameOf: (agent: string) => string;
}) {
  const { sop } = useEditor();
  switch (preview.kind) {
    case "nothing_asked":
      return (
        <p className="text-ink-soft">Choose whose work, and since when: you see first what would happen.</p>
      );
    case "busy":
      return <Spinner label="Looking at what would happen…" />;
    case "failed":
      return <p className="text-bad">{preview.text}</p>;
    case "held":
      return <p className="text-bad">{heldWords(sop, preview.held)}</p>;
    case "known":
      return <Known answer={preview.answer} nameOf={nameOf} />;
  }
}

function Known({
  answer: { ops, undone, skipped },
  nameOf,
}: {
  readonly answer: RevertAnswer;
  readonly nameOf: (agent: string) => string;
}) {
  const { sop } = useEditor();
  const names = useMemo(
    () => ({ node: (id: string) => nodeName(sop, id), edge: (id: string) => sop.view.edges.get(id) }),
    [sop],
  );
  if (ops.length === 0 && skipped.length === 0)
    return (
      <p className="text-ink-soft">There is nothing to undo: no change of theirs from that time stands.</p>
    );
  return (
    <div className="grid gap-4">
      <p>
        {ops.length === 0
          ? "Nothing would be undone: others had a later word on all of it."
          : `${count(undone.length, "version")} of theirs would be undone, as one new version.`}
      </p>
      <Rows title="What would happen" rows={revertRows(ops, names)} />
      <Rows title="What is left alone" rows={skippedRows(skipped, names, nameOf)} />
    </div>
  );
}

function Rows({ title, rows }: { readonly title: string; readonly rows: readonly string[] }) {
  if (rows.length === 0) return null;
  const more = rows.length - MOST_ROWS;
  return (
    <section aria-label={title}>
      <h3 className="text-xs font-medium text-ink-soft">{title}</h3>
      <ul className="mt-1 grid list-disc gap-0.5 pl-5 marker:text-ink-faint">
        {rows.slice(0, MOST_ROWS).map((row, at) => (
          <li key={`${at} ${row}`} className="wrap-break-word">
            {row}
          </li>
        ))}
        {more > 0 && <li className="text-ink-soft">and {more} more</li>}
      </ul>
    </section>
  );
}
