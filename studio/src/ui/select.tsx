import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

/** One of several, without a visible label: `aria-label` names it. */
export function Select({ className = "", ...rest }: ComponentProps<"select">) {
  return (
    <div className={`relative ${className}`}>
      <select
        className="min-h-9 w-full appearance-none truncate rounded-lg border border-line-strong bg-surface py-1.5 pr-8 pl-2.5 text-ink disabled:opacity-60"
        {...rest}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-faint"
      />
    </div>
  );
}
