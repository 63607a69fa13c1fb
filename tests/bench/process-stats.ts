import { readFileSync } from "node:fs";
import { cpus } from "node:os";

/** Linux counts a process's time in these: 100 a second on every common build. */
const MS_PER_TICK = 10;
const PAGE_BYTES = 4096;

/** CPU that a process used so far, user and system, all threads, in ms. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** CPU that the whole machine used so far, all cores, in ms; what a hypervisor took away counts as used. */
export function machineCpuMs(): number {
  const [first = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = first
    .split(/ +/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softIrq + steal) * MS_PER_TICK;
}

/** Memory that a process holds now (RSS), in bytes. */
function rssBytes(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES;
}

/** The lowest RSS until it has not fallen for three seconds, when a garbage collection was due; at most `limitMs`. */
export async function settledRssBytes(pid: number, limitMs: number): Promise<number> {
  const end = performance.now() + limitMs;
  let lowest = rssBytes(pid);
  let since = performance.now();
  while (performance.now() < end && performance.now() - since < 3000) {
    await Bun.sleep(100);
    const now = rssBytes(pid);
    if (now < lowest * 0.995) since = performance.now();
    lowest = Math.min(lowest, now);
  }
  return lowest;
}

/** What the figures were measured on. */
export type Machine = { cpu: string; cores: number; bun: string; pinned: boolean };

/** The machine, and whether server and load can be kept on cores of their own. */
export function describeMachine(): Machine {
  const all = cpus();
  return {
    cpu: all[0]?.model ?? "unknown",
    cores: all.length,
    bun: Bun.version,
    pinned: canPin(),
  };
}

/** Words before a command that keep it on one core; none where that cannot be done. */
export function pinTo(core: number): string[] {
  return canPin() ? ["taskset", "-c", String(core)] : [];
}

/** Keeps this process, all its threads, on one core; nothing where that cannot be done. */
export function pinMyself(core: number): void {
  if (canPin()) Bun.spawnSync(["taskset", "-acp", String(core), String(process.pid)]);
}

function canPin(): boolean {
  return cpus().length > 1 && Bun.which("taskset") !== null;
}
