import { awaitQuiet } from "./await-quiet.ts";
import { applyLoad, type Load, type LoadResult } from "./apply-load.ts";
import { sizedGraph } from "./sized-graph.ts";
import { startRegistrySubject, startRelaySubject, withSubject, type Subject } from "./servers.ts";

const NODES = 200;
const EDGES = 250;
const P99_LIMIT_MS = 100;
/** A rate is kept when this share of it arrives while it is being sent. */
const KEPT = 0.97;
/** A rate that was not kept is tried once more: somebody else's work on the machine is not the registry's. */
const ATTEMPTS = 2;
/** How long a load waits for a quiet moment of the machine. */
const QUIET_MS = 10_000;

/** How a number of people around a number of SOPs is measured. */
export type FanoutPlan = {
  name: string;
  rooms: number;
  peers: number;
  writers: number;
  /** Edits per second that the project promises. */
  target: number;
  /** The rate at which CPU per edit is compared with the relay's. */
  compareAt: number;
  /** Rates to try, upwards, until one is not kept. */
  rates: readonly number[];
  seconds: number;
};

export type FanoutFigures = {
  name: string;
  target: number;
  /** The highest rate tried that was kept with p99 under 100 ms; 0: none. */
  sustained: number;
  registry: LoadResult;
  relay: LoadResult;
  steps: { rate: number; kept: boolean; result: LoadResult }[];
};

/** Measures registry and relay at the same rate, then raises the registry's rate until it is not kept. */
export async function measureFanout(plan: FanoutPlan): Promise<FanoutFigures> {
  const registry = await applyWarm(await startRegistry(plan), plan, plan.compareAt);
  const relay = await applyWarm(await startRelaySubject(), plan, plan.compareAt);
  const steps: FanoutFigures["steps"] = [];
  for (const rate of plan.rates) {
    const kept = await tryRate(plan, rate, steps);
    if (!kept) break;
  }
  const sustained = Math.max(0, ...steps.filter((step) => step.kept).map((step) => step.rate));
  return { name: plan.name, target: plan.target, sustained, registry, relay, steps };
}

async function tryRate(plan: FanoutPlan, rate: number, steps: FanoutFigures["steps"]): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const result = await applyWarm(await startRegistry(plan), plan, rate);
    const kept = result.delivered === 1 && result.rate >= rate * KEPT && result.p99 < P99_LIMIT_MS;
    steps.push({ rate, kept, result });
    if (kept) return true;
  }
  return false;
}

/**
 * Applies the load to a server that has compiled its code: a new process spends seconds of a core on that. Each load
 * has a process of its own, since an overloaded one must not bend what comes after it.
 */
function applyWarm(subject: Subject, plan: FanoutPlan, rate: number): Promise<LoadResult> {
  return withSubject(subject, async () => {
    await applyLoad(subject, loadOf(plan, Math.min(rate, plan.compareAt)));
    await awaitQuiet(QUIET_MS);
    return applyLoad(subject, loadOf(plan, rate));
  });
}

function startRegistry(plan: FanoutPlan): Promise<Subject> {
  return startRegistrySubject(Array.from({ length: plan.rooms }, () => sizedGraph(NODES, EDGES)));
}

function loadOf(plan: FanoutPlan, rate: number): Load {
  return {
    rooms: plan.rooms,
    peers: plan.peers,
    writers: plan.writers,
    nodes: NODES,
    rate,
    seconds: plan.seconds,
  };
}
