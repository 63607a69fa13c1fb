import { useLayoutEffect, useRef, type RefObject } from "react";
import { moveCaret } from "./move-caret.ts";

type TextElement = HTMLInputElement | HTMLTextAreaElement;

/** U31: keeps the caret between the same letters when somebody else changes the text that has the focus. */
export function useCaret(ref: RefObject<TextElement | null>, text: string) {
  const last = useRef({ text, start: 0, end: 0 });
  const note = () => {
    const element = ref.current;
    if (element === null) return;
    last.current = {
      text: element.value,
      start: element.selectionStart ?? 0,
      end: element.selectionEnd ?? 0,
    };
  };
  useLayoutEffect(() => {
    const element = ref.current;
    const { text: before, start, end } = last.current;
    if (element === null || document.activeElement !== element || before === text) return;
    element.setSelectionRange(moveCaret(before, text, start), moveCaret(before, text, end));
    note();
  });
  /** To be called when the caret moves, and after each input. */
  return note;
}
