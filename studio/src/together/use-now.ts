import { useEffect, useState } from "react";

/** The time, ms, read anew twice a second while `isRunning`: for what counts down. */
export function useNow(isRunning: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return;
    const read = () => setNow(Date.now());
    read();
    const timer = setInterval(read, 500);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now;
}
