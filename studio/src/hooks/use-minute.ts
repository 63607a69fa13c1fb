import { useEffect, useState } from "react";

const MINUTE_MS = 60_000;

/** The time, ms; the component renders again each half minute, so that "2 minutes ago" stays true. */
export function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS / 2);
    return () => clearInterval(timer);
  }, []);
  return now;
}
