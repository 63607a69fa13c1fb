/** What happened on one day. */
export interface Day<T> {
  /** Midnight where the reader is, ms. */
  readonly day: number;
  readonly title: string;
  readonly items: readonly T[];
}

/** U50: a list under the days of its reader's calendar, in the order that it has. `at` in ISO 8601, `now` in ms. */
export function groupByDay<T extends { readonly at: string }>(
  items: readonly T[],
  now: number,
): readonly Day<T>[] {
  const byDay = Map.groupBy(items, ({ at }) => startOfDay(Date.parse(at)));
  return [...byDay].map(([day, items]) => ({ day, title: dayTitle(day, now), items }));
}

/** "Today", "Yesterday", "Monday, 3 November", with the year where it is another. */
export function dayTitle(at: number, now: number): string {
  const today = startOfDay(now);
  if (at >= today) return "Today";
  if (at >= startOfDay(today - 1)) return "Yesterday";
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(!isThisYear && { year: "numeric" }),
  }).format(at);
}

/** "14:05". */
export function timeOfDay(at: number): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(at);
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
