import { readFileSync } from "node:fs";
import type { Clock } from "./clock.ts";

/** How often it is looked whether those who started this process are still there. */
const PARENT_MS = 500;

/**
 * Calls `stop` once, at SIGTERM, SIGINT, or when one of those who started this process is gone: `npx` passes no signal
 * on, it just leaves.
 */
export function onStop(clock: Clock, stop: (why: string) => void): void {
  let called = false;
  const starters = listStarters();
  const once = (why: string) => {
    if (called) return;
    called = true;
    endWatch();
    stop(why);
  };
  const endWatch = clock.every(PARENT_MS, () => {
    if (listStarters() !== starters) once("the process that started it is gone");
  });
  process.on("SIGTERM", () => once("SIGTERM"));
  process.on("SIGINT", () => once("SIGINT"));
}

/**
 * The parent; under npx its parent too, since `bun start` stands between and outlives it. Elsewhere the grandparent is
 * a shell that may well leave: `nohup bun start &`.
 */
function listStarters(): string {
  const isUnderNpx = process.env["npm_config_user_agent"]?.startsWith("npm/") === true;
  return isUnderNpx ? `${process.ppid} ${parentOf(process.ppid)}` : `${process.ppid}`;
}

/** The parent of another process; "" where that cannot be told (no /proc). */
function parentOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // "pid (name) state ppid …", and a name may hold anything.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] ?? "";
  } catch {
    return "";
  }
}
