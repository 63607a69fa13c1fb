import { useEffect, useRef, type RefObject } from "react";
import { openerNow } from "../ui/opener.ts";

/** Marks what opens the sheet and is away while it is open: the focus goes to it where its own opener is gone. */
export const SHEET_OPENER = "data-opens-sheet";

/**
 * U69: while a sheet is open over the canvas the focus is in it, at first on its chosen tab; then it goes back to where
 * it was, unless it was taken elsewhere.
 */
export function useSheetFocus(isOpen: boolean): RefObject<HTMLElement | null> {
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const opener = openerNow();
    sheet.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus();
    return () => {
      // What had the focus in the sheet is gone, and nothing has it.
      if (document.activeElement !== document.body) return;
      const back =
        opener?.isConnected === true ? opener : document.querySelector<HTMLElement>(`[${SHEET_OPENER}]`);
      back?.focus();
    };
  }, [isOpen]);
  return sheet;
}
