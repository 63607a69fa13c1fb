import type { Random } from "#tests/contract-client/random-edits.ts";
import type { Fault } from "./proxy.ts";

/** Something that happens in a cycle, `at` ms after its beginning. */
export type Event =
  | { readonly at: number; readonly kind: "fault"; readonly fault: Fault; readonly share: number }
  /** kill -9; started again after `downMs`. */
  | { readonly at: number; readonly kind: "kill_registry"; readonly downMs: number }
  | { readonly at: number; readonly kind: "kill_client"; readonly client: number; readonly downMs: number };

/** How one client of a cycle is. */
export interface ClientPlan {
  readonly via: "socket" | "stream";
  /** Edits a second. */
  readonly rate: number;
  /** Its clock against the registry's, ms. */
  readonly skewMs: number;
  /** How far it steps to and fro meanwhile, ms: further than a client could correct, so that who had seen what decides. */
  readonly stepMs: number;
  readonly seed: number;
}

/** All that chance decides about a cycle. */
export interface Plan {
  readonly clients: readonly ClientPlan[];
  /** In order. */
  readonly events: readonly Event[];
}

const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;
/** A fault so often, on average: connections need moments in which they work. */
const FAULT_EVERY_MS = 350;

/** Plans a cycle of `durationMs` under load; one seed, one plan. */
export function planCycle(random: Random, durationMs: number): Plan {
  const between = (low: number, high: number) => Math.round(low + (high - low) * random());
  const clients = Array.from({ length: between(4, 6) }, (_, i) => ({
    // Always some of both.
    via: i % 4 === 1 ? ("stream" as const) : ("socket" as const),
    rate: between(8, 25),
    stepMs: random() < 0.5 ? 0 : between(0, 2 * SECOND_MS),
    skewMs: random() < 0.5 ? 0 : between(-DAY_MS, DAY_MS),
    seed: between(0, 2 ** 31),
  }));
  const faults = Array.from({ length: Math.floor(durationMs / FAULT_EVERY_MS) }, () => ({
    at: between(0, durationMs),
    kind: "fault" as const,
    fault: makeFault(random, between),
    share: 0.2 + 0.6 * random(),
  }));
  const kills: Event[] = [
    { at: between(0.2 * durationMs, 0.8 * durationMs), kind: "kill_registry", downMs: between(0, SECOND_MS) },
    ...Array.from({ length: between(1, 3) }, () => ({
      at: between(0.1 * durationMs, 0.9 * durationMs),
      kind: "kill_client" as const,
      client: between(0, clients.length - 1),
      downMs: between(0, SECOND_MS),
    })),
  ];
  return { clients, events: [...faults, ...kills].toSorted((a, b) => a.at - b.at) };
}

function makeFault(random: Random, between: (low: number, high: number) => number): Fault {
  const ms = between(50, 1200);
  const faults: readonly Fault[] = [
    { kind: "slow", delayMs: between(5, 200), jitterMs: between(0, 200), ms },
    { kind: "narrow", bytesPerSecond: between(2_000, 50_000), ms },
    { kind: "freeze", ms },
    { kind: "mute", way: "up", ms },
    { kind: "mute", way: "down", ms },
    { kind: "half_open" },
    { kind: "cut", how: "rst" },
    { kind: "cut", how: "rst" },
    { kind: "cut", how: "fin" },
    { kind: "refuse", ms },
  ];
  return faults[Math.floor(random() * faults.length)] as Fault;
}
