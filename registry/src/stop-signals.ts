import type { Clock } from "./clock.ts";

/** How often it is looked whether the parent is still there. */
const PARENT_MS = 500;

/**
 * Calls `stop` once, at SIGTERM, SIGINT, or when the process that started this one is gone: `npx` passes no signal on,
 * it just leaves.
 */
export function onStop(clock: Clock, stop: (why: string) => void): void {
  let called = false;
  const parent = process.ppid;
  const once = (why: string) => {
    if (called) return;
    called = true;
    endWatch();
    stop(why);
  };
  const endWatch = clock.every(PARENT_MS, () => {
    if (process.ppid !== parent) once("the process that started it is gone");
  });
  process.on("SIGTERM", () => once("SIGTERM"));
  process.on("SIGINT", () => once("SIGINT"));
}
