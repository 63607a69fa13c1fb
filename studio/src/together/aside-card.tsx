import { useEditor } from "../editor/editor-context.tsx";
import type { Aside } from "../sync/types.ts";
import { AsideActions } from "./aside-actions.tsx";
import { asideTitle, asideWhy } from "./aside-words.ts";
import { describePlace } from "./describe-ops.ts";
import { timeAgo } from "../ui/time-ago.ts";
import { showValue } from "./show-value.ts";

/** One thing of mine that does not stand. */
export function AsideCard({ aside }: { readonly aside: Aside }) {
  const { sop } = useEditor();
  return (
    <article className="grid gap-2 rounded-xl border border-line bg-surface p-3">
      <p className="font-medium wrap-break-word">{asideTitle(sop, aside)}</p>
      <p className="text-ink-soft">
        {asideWhy(sop, aside)} <When at={aside.at} />
      </p>
      {sop.asides.compare(aside.id).map(({ path, mine, theirs }) => (
        <div key={path} className="grid grid-cols-2 gap-2">
          <Side label="Mine" place={describePlace(path)} text={showValue(mine, "removed")} />
          <Side label="Now" place={describePlace(path)} text={showValue(theirs, "not there")} />
        </div>
      ))}
      <AsideActions
        key={String(aside.whenFree)}
        sop={sop}
        aside={aside}
        onDiscard={() => sop.asides.discard(aside.id)}
      />
    </article>
  );
}

function Side({
  label,
  place,
  text,
}: {
  readonly label: string;
  readonly place: string | null;
  readonly text: string;
}) {
  return (
    <div className="min-w-0">
      <p className="text-xs font-medium text-ink-faint">
        {label}
        {place !== null && ` · ${place}`}
      </p>
      <p className="mt-0.5 max-h-40 overflow-auto rounded-md bg-sunken px-2 py-1 text-xs wrap-anywhere whitespace-pre-wrap">
        {text}
      </p>
    </div>
  );
}

function When({ at }: { readonly at: number }) {
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={date.toLocaleString("en")} className="text-xs text-ink-faint">
      {timeAgo(at, Date.now())}
    </time>
  );
}
