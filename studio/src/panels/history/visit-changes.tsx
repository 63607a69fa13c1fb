import { useMemo } from "react";
import { useEditor } from "../../editor/editor-context.tsx";
import type { Mark, Visit } from "../../editor/editor-state.ts";
import { showValue } from "../../together/show-value.ts";
import { listChanges, type Change, type ChangedPlace } from "./list-changes.ts";
import { MARK_LOOKS } from "./mark-looks.ts";

/** U53: what differs between the version on the canvas and the one that it is compared with, in words. */
export function VisitChanges({ visit }: { readonly visit: Visit }) {
  const changes = useMemo(() => listChanges(visit), [visit]);
  const { version, against } = visit;
  const [from, to] =
    against === null ? [`Version ${version}`, "Now"] : [`Version ${against}`, `Version ${version}`];
  const title =
    against === null ? `Changed since version ${version}` : `Changed from version ${against} to ${version}`;
  return (
    <section
      aria-label={title}
      tabIndex={0}
      className="z-2 border-b border-line bg-surface p-2 focus-visible:-outline-offset-2 md:sticky md:top-0 md:max-h-[40dvh] md:overflow-y-auto"
    >
      <h2 className="px-2 py-1 font-semibold">{title}</h2>
      {changes.length === 0 ? (
        <p className="px-2 pb-2 text-[13px] text-ink-soft">Nothing: they are the same.</p>
      ) : (
        <ul>
          {changes.map((change) => (
            <ChangeRow key={change.key} change={change} from={from} to={to} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ChangeRow({
  change,
  from,
  to,
}: {
  readonly change: Change;
  readonly from: string;
  readonly to: string;
}) {
  const { state } = useEditor();
  const { mark, what, nodes, places } = change;
  const line = (
    <>
      <MarkDot mark={mark} />
      <span className="min-w-0 flex-1 text-left wrap-break-word">
        {what} <span className="text-ink-soft">{MARK_LOOKS[mark].verb}</span>
      </span>
    </>
  );
  return (
    <li>
      {nodes.length === 0 ? (
        <p className="flex items-start gap-2 px-2 py-1 text-[13px]">{line}</p>
      ) : (
        <button
          type="button"
          className="flex w-full items-start gap-2 rounded-lg px-2 py-1 text-[13px] hover:bg-hover focus-visible:-outline-offset-2"
          onClick={() => state.getState().goTo({ kind: "nodes", nodes })}
        >
          {line}
        </button>
      )}
      {places.length > 0 && (
        <dl className="mb-1 ml-6 grid gap-1.5">
          {places.map((place) => (
            <Place key={place.name} place={place} from={from} to={to} />
          ))}
        </dl>
      )}
    </li>
  );
}

function Place({
  place: { name, before, after },
  from,
  to,
}: {
  readonly place: ChangedPlace;
  readonly from: string;
  readonly to: string;
}) {
  const side = "line-clamp-6 rounded-md bg-sunken px-2 py-1 wrap-anywhere whitespace-pre-wrap";
  return (
    <div className="pr-2 text-xs">
      <dt className="font-medium text-ink-soft first-letter:uppercase">{name}</dt>
      <dd className="mt-0.5 grid gap-1">
        <p className={side}>
          <span className="text-ink-faint">{from}: </span>
          {showValue(before, "not there")}
        </p>
        <p className={side}>
          <span className="text-ink-faint">{to}: </span>
          {showValue(after, "not there")}
        </p>
      </dd>
    </div>
  );
}

function MarkDot({ mark }: { readonly mark: Mark }) {
  return <span aria-hidden className={`mt-1.5 size-2.5 shrink-0 rounded-full ${MARK_LOOKS[mark].dot}`} />;
}
