import { Plus } from "lucide-react";
import { useId, type ReactNode } from "react";

interface SectionProps {
  readonly title: string;
  /** The button that adds one more; absent: nothing can be added. */
  readonly add?: { readonly label: string; readonly onClick: () => void };
  /** Said where there is nothing. */
  readonly empty?: string;
  readonly isEmpty?: boolean;
  readonly children?: ReactNode;
}

/** A part of the properties with its title, and the button that adds to it. */
export function Section({ title, add, empty, isEmpty = false, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-2 border-t border-line pt-3">
      <div className="flex min-h-7 items-center justify-between">
        <h3 id={id} className="text-[13px] font-semibold">
          {title}
        </h3>
        {add !== undefined && (
          <button
            type="button"
            onClick={({ currentTarget }) => {
              const section = currentTarget.closest("section");
              const before = rowsOf(section).length;
              add.onClick();
              focusNewRow(section, before);
            }}
            className="inline-flex min-h-7 items-center gap-1 rounded-md px-1.5 text-xs font-medium text-accent hover:bg-hover"
          >
            <Plus aria-hidden className="size-3.5" />
            {add.label}
          </button>
        )}
      </div>
      {isEmpty ? <p className="text-xs text-ink-faint">{empty}</p> : children}
    </section>
  );
}

/** A row that has just come is drawn within some frames. */
const MOST_FRAMES = 5;

/** Puts the focus into the row that has just come, so that it can be written at once. */
function focusNewRow(section: HTMLElement | null, before: number, framesLeft = MOST_FRAMES): void {
  requestAnimationFrame(() => {
    const rows = rowsOf(section);
    if (rows.length <= before) {
      if (framesLeft > 0) focusNewRow(section, before, framesLeft - 1);
      return;
    }
    const field = rows.at(-1)?.querySelector("input");
    field?.focus();
    field?.select();
  });
}

function rowsOf(section: HTMLElement | null): readonly Element[] {
  return [...(section?.querySelectorAll("li") ?? [])];
}
