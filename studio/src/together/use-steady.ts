import { useEffect, useState } from "react";

/** A text as it was until its new form has stood for `ms`: a state that passes at once would only flicker. */
export function useSteady<T extends string>(text: T, ms: number): T {
  const [shown, setShown] = useState(text);
  useEffect(() => {
    if (text === shown) return;
    const timer = setTimeout(() => setShown(text), ms);
    return () => clearTimeout(timer);
  }, [text, shown, ms]);
  return shown;
}
