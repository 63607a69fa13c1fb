import type { ClipboardEvent } from "react";
import { toast } from "sonner";
import { pastedLines } from "../pasted-lines.ts";

/** Lines that are pasted into the name of a row, and which row it is. */
interface Pasted {
  readonly lines: readonly string[];
  readonly row: number;
}

type Reader = typeof import("../pasted-rows.ts");

/** Makes rows of what was pasted. */
export type Paste = (pasted: Pasted, reader: Reader) => void;

/** U73: has lines that are pasted into the name of a row taken as rows, by what reads them; else the browser pastes. */
export async function pasteRows(event: ClipboardEvent<HTMLElement>, take: Paste): Promise<void> {
  const pasted = pastedInto(event);
  if (pasted === null) return;
  event.preventDefault();
  const reader = await loadReader();
  if (reader !== null) take(pasted, reader);
}

/** Few ever paste a list. */
async function loadReader(): Promise<Reader | null> {
  try {
    return await import("../pasted-rows.ts");
  } catch {
    toast.error("Lists cannot be pasted at the moment. Check your network and try again.", { id: "paste" });
    return null;
  }
}

/** Null: the browser pastes. */
function pastedInto(event: ClipboardEvent<HTMLElement>): Pasted | null {
  const { target, currentTarget, clipboardData } = event;
  if (!(target instanceof HTMLElement) || target.matches(":read-only")) return null;
  const item = target.closest("li");
  // The first field of a row is its name; into the others a text goes as it is.
  if (item === null || item.querySelector("input, textarea") !== target) return null;
  const lines = pastedLines(clipboardData.getData("text/plain"));
  return lines === null ? null : { lines, row: [...currentTarget.children].indexOf(item) };
}
