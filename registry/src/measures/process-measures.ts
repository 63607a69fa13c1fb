import { readdirSync } from "node:fs";
import type { Registry } from "prom-client";
import { addReading } from "./add-reading.ts";

/** Adds what the process costs its machine, under the names that dashboards know; read only when it is asked for. */
export function addProcessMeasures(register: Registry): void {
  const startedAt = Date.now() / 1000 - process.uptime();
  const readings: readonly (readonly [name: string, help: string, read: () => number])[] = [
    ["process_start_time_seconds", "Start of the process, seconds since 1970.", () => startedAt],
    ["process_cpu_seconds_total", "CPU time used, user and system.", cpuSeconds],
    ["process_resident_memory_bytes", "Memory in use.", () => process.memoryUsage.rss()],
    ["process_heap_bytes", "JavaScript heap in use.", () => process.memoryUsage().heapUsed],
    ["process_open_fds", "Open file descriptors; 0 where that cannot be told.", openFiles],
  ];
  for (const [name, help, read] of readings) {
    addReading(register, name, help, read);
  }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function openFiles(): number {
  try {
    return readdirSync("/proc/self/fd").length;
  } catch {
    return 0;
  }
}
