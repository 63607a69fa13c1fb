import { Clock } from "lucide-react";

/** One way out of a condition: its name, what is done then, and how soon. As high as `BRANCH_ROWS` says. */
export function BranchRow({
  name,
  action,
  sla_min,
}: {
  readonly name: string;
  readonly action: string;
  readonly sla_min?: number | undefined;
}) {
  return (
    <li className="flex h-7 items-center gap-2 border-t border-line pr-4 pl-3 text-[12px]">
      <span className="max-w-28 shrink-0 truncate rounded-md bg-condition-soft px-1.5 leading-5 font-medium text-condition">
        {name}
      </span>
      <span className="min-w-0 flex-1 truncate text-ink-soft">{action}</span>
      {sla_min !== undefined && (
        <span className="flex shrink-0 items-center gap-1 text-[11px] text-ink-faint">
          <Clock aria-hidden className="size-3" />
          <span className="sr-only">within </span>
          {formatMinutes(sla_min)}
        </span>
      )}
    </li>
  );
}

/** Minutes as people say them. */
function formatMinutes(minutes: number): string {
  if (minutes >= 1440 && minutes % 1440 === 0) return `${minutes / 1440} d`;
  if (minutes >= 60 && minutes % 60 === 0) return `${minutes / 60} h`;
  return `${minutes} min`;
}
