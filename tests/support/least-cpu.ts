const MICROSECONDS = 1000;

/** Least processor time of so many runs, ms: what else the machine does, and that it stands still, do not count. */
export function leastCpuMs(times: number, run: () => void): number {
  const costs = Array.from({ length: times }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / MICROSECONDS;
  });
  return Math.min(...costs);
}
