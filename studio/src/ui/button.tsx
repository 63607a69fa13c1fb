import type { ComponentProps, ReactNode } from "react";
import { Tip } from "./tip.tsx";

/** What is pointed at keeps its contrast: it is not made paler. */
const LOOKS = {
  plain: "border border-line bg-surface text-ink hover:bg-hover",
  primary: "bg-accent text-accent-ink hover:brightness-95 dark:hover:brightness-110",
  quiet: "text-ink-soft hover:bg-hover hover:text-ink",
  danger: "bg-bad-soft text-bad hover:brightness-95 dark:hover:brightness-125",
} as const;

interface Look {
  readonly look?: keyof typeof LOOKS;
}

/** A button with words; disabled ones stay readable. */
export function Button({ look = "plain", className = "", ...rest }: ComponentProps<"button"> & Look) {
  return (
    <button
      type="button"
      className={`inline-flex min-h-9 items-center justify-center gap-2 rounded-lg px-3 py-1.5 font-medium whitespace-nowrap transition-colors disabled:pointer-events-none disabled:opacity-55 ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}

/** A button with a picture alone: its `label` is read out, and shown on hover. `hint`: its shortcut. */
export function IconButton({
  label,
  hint,
  look = "quiet",
  className = "",
  children,
  ...rest
}: ComponentProps<"button"> &
  Look & { readonly label: string; readonly hint?: string; readonly children: ReactNode }) {
  return (
    <Tip text={hint === undefined ? label : `${label} (${hint})`}>
      <button
        type="button"
        aria-label={label}
        className={`grid size-9 shrink-0 place-items-center rounded-lg transition-colors disabled:pointer-events-none disabled:opacity-45 aria-pressed:bg-accent-soft aria-pressed:text-accent [&_svg]:size-4.5 ${LOOKS[look]} ${className}`}
        {...rest}
      >
        {children}
      </button>
    </Tip>
  );
}
