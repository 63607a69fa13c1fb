import type { Cancel, Env } from "../env.ts";
import { readEnd, type Tokens } from "./auth.ts";

/** What is needed to keep an open connection's token fresh. */
export interface KeepFreshParts {
  readonly env: Pick<Env, "after" | "now">;
  readonly tokens: Tokens;
  /** The registry's clock, by which tokens end, ms. */
  readonly serverNow: () => number;
  readonly send: (token: string) => void;
  readonly warn: (warning: string) => void;
}

/** Room for a slow sign-in service and a try or two more. */
const BEFORE_MS = 60_000;
/** A service that gives the same token again, or none, is asked again after this. */
const AGAIN_MS = 15_000;
/** However short its tokens live, a service is not asked without end. */
const LEAST_MS = 1000;
/** Timers hold no more than 24 days; a day is often enough to look. */
const LOOK_MS = 24 * 60 * 60_000;

/** Brings a fresh token before the present one ends, for as long as the connection is open. */
export function keepFresh({ env, tokens, serverNow, send, warn }: KeepFreshParts): Cancel {
  if (!tokens.isRenewable) return () => {};
  let brought = tokens.current();
  let isOver = false;
  let stopTimer: Cancel | null = null;

  function schedule(): void {
    const end = readEnd(brought);
    if (end === null) return;
    const left = end - serverNow();
    // One that lives for less than two minutes is renewed halfway.
    const ms = Math.max(LEAST_MS, left - Math.min(BEFORE_MS, left / 2));
    stopTimer = env.after(Math.min(ms, LOOK_MS), ms > LOOK_MS ? schedule : () => void renew());
  }

  async function renew(): Promise<void> {
    let isFresh = false;
    try {
      const token = await tokens.ask();
      if (isOver) return;
      isFresh = token !== brought;
      if (isFresh) send(token);
      brought = token;
    } catch (error) {
      if (isOver) return;
      warn(`No fresh token could be had: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (isFresh) schedule();
    else stopTimer = env.after(AGAIN_MS, () => void renew());
  }

  schedule();
  return () => {
    isOver = true;
    stopTimer?.();
  };
}
