import { History } from "lucide-react";
import { useMinute } from "../../hooks/use-minute.ts";
import { entryKey, firstKept, type ActivityEntry } from "./activity.ts";
import { ActivityRow } from "./activity-row.tsx";
import type { Ask } from "./asks.ts";
import { groupByDay } from "./days.ts";
import { ListEnd } from "./list-end.tsx";
import { NothingHere } from "./nothing-here.tsx";
import { useAuthors } from "./use-authors.ts";
import type { Pages } from "./use-pages.ts";

/** U50: what was done, by whom, under its days, the newest first. */
export function ActivityList({ pages, ask }: { readonly pages: Pages<ActivityEntry>; readonly ask: Ask }) {
  const now = useMinute();
  const authorOf = useAuthors();
  const { items, hasMore } = pages;
  const first = items === null || hasMore ? null : firstKept(items);
  if (items?.length === 0)
    return (
      <NothingHere Icon={History} title="Nothing happened yet">
        Who edits this SOP, and when, is told here from the first edit on. Each version can be seen and
        restored.
      </NothingHere>
    );
  return (
    <>
      {groupByDay(items ?? [], now).map(({ day, title, items }) => (
        <section key={day} aria-label={title}>
          <h2 className="sticky top-0 z-1 bg-surface px-2 pt-3 pb-1 text-xs font-semibold text-ink-soft">
            {title}
          </h2>
          <ul>
            {items.map((entry) => (
              <ActivityRow key={entryKey(entry)} entry={entry} authorOf={authorOf} now={now} ask={ask} />
            ))}
          </ul>
        </section>
      ))}
      <ListEnd pages={pages} what="history" isEager />
      {first !== null && (
        <p className="px-2 pb-3 text-[13px] text-ink-soft">
          Edits before version {first} are no longer kept one by one. Named and approved versions stay
          readable.
        </p>
      )}
    </>
  );
}
