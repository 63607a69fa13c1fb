import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Clock } from "#registry/clock.ts";
import { addReading } from "./add-reading.ts";
import { watchLoopLag } from "./event-loop-lag.ts";
import { CLOSE } from "#schemas/protocol/close-codes.ts";
import type { BatchOutcome, Level, Measures } from "./measures.ts";
import { addProcessMeasures } from "./process-measures.ts";

/** The measures of one registry, in the form that Prometheus reads. */
export interface PrometheusMeasures {
  readonly measures: Measures;
  readonly contentType: string;
  /** Everything measured so far, as text. */
  render(): Promise<string>;
  /** Ends its timer. */
  stop(): void;
}

/** From a lone commit on a fast disk to one that people complain about. */
const COMMIT_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const FANOUT_BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];
const LAG_BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** Clients choose codes and methods: only known ones become labels, or they could fill the memory. */
const CLOSE_CODES: ReadonlySet<number> = new Set([...Object.values(CLOSE), 1005, 1006]);
const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

const LEVELS: Readonly<Record<Level, string>> = {
  rooms_open: "SOPs in memory.",
  patches_queued: "Patches that wait for their room.",
  patches_delayed: "Patches that wait because their peer is over its rate.",
};

/** Makes the measures of one registry: nothing is shared with another one in the same process. */
export function createPrometheusMeasures(clock: Pick<Clock, "every">): PrometheusMeasures {
  const register = new Registry();
  const registers = [register];
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const histogram = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name, help, buckets, registers });

  const patches = counter("kp_patches_total", "Patches judged, by outcome.", "outcome");
  const commit = histogram("kp_commit_seconds", "From a batch's oldest patch to the disk.", COMMIT_BUCKETS);
  const fanout = histogram("kp_fanout_seconds", "From the disk to all sockets' buffers.", FANOUT_BUCKETS);
  const sockets = gauge("kp_sockets", "Open sockets.");
  const streams = gauge("kp_streams", "Open event streams.");
  const closes = counter("kp_socket_closes_total", "Sockets closed, by close code.", "code");
  const slow = counter("kp_backpressure_closes_total", "Readers closed for reading too slowly.");
  const failures = counter("kp_auth_failures_total", "Credentials that were refused.", "by");
  const limited = counter("kp_rate_limited_total", "Calls over a rate limit, by limit.", "limit");
  const calls = counter("kp_http_requests_total", "Calls answered.", "method", "status");
  const lagSeconds = histogram("kp_event_loop_lag_seconds", "How late timers run.", LAG_BUCKETS);
  const levels = createLevels(register);
  addProcessMeasures(register);

  const lag = watchLoopLag(clock, now, (seconds) => lagSeconds.observe(seconds));
  addReading(
    register,
    "kp_event_loop_lag_worst_seconds",
    "How late the latest timer ran since this was last asked for.",
    () => lag.takeWorst(),
  );

  let publishing = false;
  const measures: Measures = {
    now,
    batchStored(queuedAt, outcomes) {
      commit.observe((now() - queuedAt) / 1000);
      for (const [outcome, count] of countOutcomes(outcomes)) patches.inc({ outcome }, count);
    },
    batchLost: (count) => patches.inc({ outcome: "lost" }, count),
    published() {
      // All that is published in one tick leaves together, and is measured once.
      if (publishing) return;
      publishing = true;
      const startedAt = now();
      setImmediate(() => {
        publishing = false;
        fanout.observe((now() - startedAt) / 1000);
      });
    },
    socketOpened: () => sockets.inc(),
    socketClosed(code) {
      sockets.dec();
      closes.inc({ code: CLOSE_CODES.has(code) ? code : "other" });
    },
    streamOpened: () => streams.inc(),
    streamClosed: () => streams.dec(),
    readerTooSlow: () => slow.inc(),
    authFailed: (by) => failures.inc({ by }),
    rateLimited: (limit) => limited.inc({ limit }),
    callAnswered: (method, status) => calls.inc({ method: METHODS.has(method) ? method : "other", status }),
    watch: (level, read) => void levels.set(level, [...(levels.get(level) ?? []), read]),
  };
  return {
    measures,
    contentType: register.contentType,
    render: () => register.metrics(),
    stop: lag.stop,
  };
}

function now(): number {
  return performance.now();
}

/** Patches of one batch by what became of them: few kinds, so that a batch costs a handful of increments. */
function countOutcomes(outcomes: readonly BatchOutcome[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) {
    const name = "code" in outcome ? outcome.code : outcome.kind;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function createLevels(register: Registry): Map<Level, (() => number)[]> {
  const reads = new Map<Level, (() => number)[]>();
  for (const [level, help] of Object.entries(LEVELS)) {
    addReading(register, `kp_${level}`, help, () =>
      (reads.get(level as Level) ?? []).reduce((sum, read) => sum + read(), 0),
    );
  }
  return reads;
}
