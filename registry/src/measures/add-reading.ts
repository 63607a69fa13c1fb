import { Gauge, type Registry } from "prom-client";

/** Adds a measure that is read when somebody asks for it, and costs nothing before. */
export function addReading(register: Registry, name: string, help: string, read: () => number): void {
  const gauge: Gauge = new Gauge({ name, help, registers: [], collect: () => gauge.set(read()) });
  register.registerMetric(gauge);
}
