import { useRef } from "react";
import { useLive } from "../../editor/editor-context.tsx";

/** How often the connection came about while this is shown: what was told before each was not heard. */
export function useOpenings(): number {
  const isOpen = useLive("status").link.kind === "open";
  const wasOpen = useRef(isOpen);
  const count = useRef(0);
  if (isOpen && !wasOpen.current) count.current += 1;
  wasOpen.current = isOpen;
  return count.current;
}
