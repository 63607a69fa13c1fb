import { useCallback, useEffect, useRef } from "react";
import { useEditor } from "../editor/editor-context.tsx";

/** Who has not typed for this long is thinking. */
const STILL_MS = 3000;

/**
 * Gives what tells the others that I type in a node: to be called with its id at each input, and with null when the
 * field is left. It ends by itself after a pause.
 */
export function useTyping(): (node: string | null) => void {
  const { sop } = useEditor();
  const told = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const tell = useCallback(
    (node: string | null) => {
      clearTimeout(timer.current);
      if (node !== null) timer.current = setTimeout(() => tell(null), STILL_MS);
      if (told.current === node) return;
      told.current = node;
      sop.presence({ typing: node });
    },
    [sop],
  );

  useEffect(() => () => tell(null), [tell]);
  return tell;
}
