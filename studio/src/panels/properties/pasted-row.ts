import type { ClipboardEvent } from "react";
import { pastedLines } from "../pasted-rows.ts";

/** Lines that are pasted into the name of a row, and which row it is; null: the browser pastes. */
export function pastedInto(
  event: ClipboardEvent<HTMLElement>,
): { readonly lines: readonly string[]; readonly row: number } | null {
  const { target, currentTarget, clipboardData } = event;
  if (!(target instanceof HTMLElement) || target.matches(":read-only")) return null;
  const item = target.closest("li");
  // The first field of a row is its name; into the others a text goes as it is.
  if (item === null || item.querySelector("input, textarea") !== target) return null;
  const lines = pastedLines(clipboardData.getData("text/plain"));
  return lines === null ? null : { lines, row: [...currentTarget.children].indexOf(item) };
}
