import { useId, type ComponentProps, type ReactNode } from "react";
import { Select } from "./select.tsx";

const BOX =
  "min-h-9 w-full rounded-lg border border-line-strong bg-surface px-2.5 py-1.5 text-ink placeholder:text-ink-faint disabled:opacity-60 aria-invalid:border-bad";

/** A select is `:read-only` to a browser, whether it can be changed or not. */
const WRITABLE = `${BOX} read-only:bg-sunken`;

interface Labelled {
  readonly label: string;
  /** How the label goes on for who cannot see what the field stands in: "of branch 2". */
  readonly labelEnd?: string | undefined;
  readonly hint?: ReactNode;
  /** What is wrong with the value; announced. */
  readonly error?: string | undefined;
}

/** A line of text with its label. */
export function TextField({
  label,
  labelEnd,
  hint,
  error,
  className = "",
  ...rest
}: ComponentProps<"input"> & Labelled) {
  const id = useId();
  return (
    <Around id={id} label={label} labelEnd={labelEnd} hint={hint} error={error} className={className}>
      <input
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint`}
        className={`${WRITABLE} text-ellipsis`}
        {...rest}
      />
    </Around>
  );
}

/** Several lines of text with their label. */
export function TextArea({
  label,
  labelEnd,
  hint,
  error,
  className = "",
  rows = 3,
  ...rest
}: ComponentProps<"textarea"> & Labelled) {
  const id = useId();
  return (
    <Around id={id} label={label} labelEnd={labelEnd} hint={hint} error={error} className={className}>
      <textarea
        id={id}
        rows={rows}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint`}
        className={`${WRITABLE} field-sizing-content ${rows === 1 ? "min-h-9 resize-none" : "max-h-72 min-h-16"}`}
        {...rest}
      />
    </Around>
  );
}

/** One of several, with its label. */
export function SelectField({
  label,
  labelEnd,
  hint,
  error,
  className = "",
  ...rest
}: ComponentProps<"select"> & Labelled) {
  const id = useId();
  return (
    <Around id={id} label={label} labelEnd={labelEnd} hint={hint} error={error} className={className}>
      <Select id={id} aria-describedby={`${id}-hint`} {...rest} />
    </Around>
  );
}

function Around({
  id,
  label,
  labelEnd,
  hint,
  error,
  className,
  children,
}: Labelled & { readonly id: string; readonly className: string; readonly children: ReactNode }) {
  return (
    <div className={`grid gap-1 ${className}`}>
      <label htmlFor={id} className="text-xs font-medium text-ink-soft">
        {label}
        {labelEnd !== undefined && <span className="sr-only"> {labelEnd}</span>}
      </label>
      {children}
      <div
        id={`${id}-hint`}
        role={error === undefined ? undefined : "alert"}
        className="mt-0.5 text-xs empty:hidden"
      >
        {error === undefined ? (
          hint !== undefined && <span className="text-ink-faint">{hint}</span>
        ) : (
          <span className="text-bad">{error}</span>
        )}
      </div>
    </div>
  );
}
