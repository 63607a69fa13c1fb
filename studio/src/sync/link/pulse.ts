import type { Cancel, Env } from "../env.ts";

/** Watches whether a connection still lives: one that is cut in the middle says nothing at either end. */
export interface Pulse {
  /** Something came. */
  heard(): void;
  /** Asks now, and waits for the answer for a short while only. */
  probe(): void;
  stop(): void;
}

/** What a pulse is made from. */
export interface PulseParts {
  readonly env: Pick<Env, "after">;
  readonly everyMs: number;
  /** Asks for a sign of life. */
  readonly ping: () => void;
  /** Nothing came since the last ping, a whole turn ago. */
  readonly dead: () => void;
}

/** After a wake: the network is another one maybe, and nobody wants to look at a dead page. */
const PROBE_MS = 5000;

/** Asks at once, and then in every turn. */
export function startPulse({ env, everyMs, ping, dead }: PulseParts): Pulse {
  let isHeard = false;
  let stopTimer: Cancel | null = null;

  function ask(ms: number): void {
    isHeard = false;
    stopTimer?.();
    // Before the ping, which may fail and stop this.
    stopTimer = env.after(ms, () => (isHeard ? ask(everyMs) : dead()));
    ping();
  }

  ask(everyMs);
  return {
    heard: () => void (isHeard = true),
    probe: () => ask(PROBE_MS),
    stop: () => stopTimer?.(),
  };
}
