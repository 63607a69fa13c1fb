import type { Evidence } from "./checker/evidence.ts";
import type { HistoryLine } from "./checker/history.ts";
import type { Plan } from "./plan.ts";
import type { FaultKind } from "./proxy.ts";

/** What a cycle was made of. */
export interface Figures {
  readonly clients: number;
  readonly calls: number;
  /** Patches that were on a device. */
  readonly patches: number;
  readonly versions: number;
  readonly saved: number;
  readonly asides: number;
  readonly registryKills: number;
  readonly clientKills: number;
  readonly cuts: number;
  /** All other faults that a connection met. */
  readonly faults: number;
}

/** Counts what happened. */
export function measure(
  { histories, log }: Evidence,
  { clients, events }: Plan,
  inflicted: Readonly<Record<FaultKind, number>>,
): Figures {
  const lines = histories.flatMap((history) => history.lines);
  const count = (at: HistoryLine["at"]) => lines.filter((line) => line.at === at).length;
  const kills = (kind: string) => events.filter((event) => event.kind === kind).length;
  const all = Object.values(inflicted).reduce((sum, n) => sum + n, 0);
  return {
    clients: clients.length,
    calls: count("call"),
    patches: count("kept"),
    versions: log.length,
    saved: lines.filter((line) => line.at === "end" && line.end.kind === "saved").length,
    asides: count("aside"),
    registryKills: kills("kill_registry"),
    clientKills: kills("kill_client"),
    cuts: inflicted.cut,
    faults: all - inflicted.cut,
  };
}

/** Of several cycles. */
export function addFigures(a: Figures | null, b: Figures): Figures {
  if (a === null) return b;
  const names = Object.keys(b) as (keyof Figures)[];
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as unknown as Figures;
}
