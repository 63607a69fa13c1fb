import { useEffect, useState } from "react";

/**
 * Texts as they were until all of them have stood for `ms`: a state that passes at once would only flicker. They change
 * together.
 */
export function useSteady<T extends Readonly<Record<string, string>>>(texts: T, ms: number): T {
  const now = JSON.stringify(texts);
  const [shown, setShown] = useState(now);
  useEffect(() => {
    if (now === shown) return;
    const timer = setTimeout(() => setShown(now), ms);
    return () => clearTimeout(timer);
  }, [now, shown, ms]);
  return JSON.parse(shown) as T;
}
