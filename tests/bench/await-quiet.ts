import { machineCpuMs } from "./process-stats.ts";

const WINDOW_MS = 500;
/** Cores that may be busy with something else. */
const QUIET = 0.2;

/** Waits for half a second in which the machine does next to nothing; gives up, and goes on, after `limitMs`. */
export async function awaitQuiet(limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  for (;;) {
    const before = machineCpuMs();
    const started = performance.now();
    await Bun.sleep(WINDOW_MS);
    const busy = (machineCpuMs() - before) / (performance.now() - started);
    if (busy < QUIET || performance.now() > end) return;
  }
}
