import type { ComponentProps } from "react";

/** A quiet button with words, inside a row of a list. */
export function RowButton(props: ComponentProps<"button">) {
  return (
    <button
      type="button"
      className="min-h-7 rounded-md px-2 text-[13px] font-medium text-accent hover:bg-hover focus-visible:-outline-offset-2"
      {...props}
    />
  );
}
