import { timeAgo } from "../../ui/time-ago.ts";

/** How long ago something was; the exact time on hover. Both in ms. */
export function When({ at, now }: { readonly at: number; readonly now: number }) {
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={date.toLocaleString("en-GB")} className="whitespace-nowrap">
      {timeAgo(at, now)}
    </time>
  );
}
