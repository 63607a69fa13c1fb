import { useEffect, useState } from "react";

/**
 * Texts as they were until all of them have stood for so many ms (`wait`, asked with what is shown): a state that passes
 * at once would only flicker. They change together.
 */
export function useSteady<T extends Readonly<Record<string, string>>>(
  texts: T,
  wait: (shown: T) => number,
): T {
  const now = JSON.stringify(texts);
  const [shown, setShown] = useState(now);
  const ms = wait(JSON.parse(shown) as T);
  useEffect(() => {
    if (now === shown) return;
    const timer = setTimeout(() => setShown(now), ms);
    return () => clearTimeout(timer);
  }, [now, shown, ms]);
  return JSON.parse(shown) as T;
}
