import type { Cancel, Env } from "../env.ts";
import type { Link } from "../link/link.ts";
import type { PresenceUpdate } from "../types.ts";

/** Tells others where I am: the latest of each thing, as often as eyes can follow. */
export interface Presence {
  readonly update: (changes: PresenceUpdate) => void;
  /** A new connection knows nothing of me. */
  opened(): void;
  stop(): void;
}

/** The first news leaves at once, what follows 50 times a second: a little below what the registry takes, so that it tells the latest. */
const PERIOD_MS = 20;

export function createPresence(link: () => Pick<Link, "send" | "state">, env: Pick<Env, "after">): Presence {
  let all: PresenceUpdate = {};
  let unsent: PresenceUpdate = {};
  let timer: Cancel | null = null;

  function send(): void {
    if (Object.keys(unsent).length === 0 || link().state.kind !== "open") return;
    link().send({ type: "presence", ...unsent });
    unsent = {};
  }

  /** Nothing to tell ends the turns. */
  function sendInTurn(): void {
    timer = null;
    if (Object.keys(unsent).length === 0 || link().state.kind !== "open") return;
    send();
    timer = env.after(PERIOD_MS, sendInTurn);
  }

  return {
    update(changes) {
      all = { ...all, ...changes };
      unsent = { ...unsent, ...changes };
      if (timer === null) sendInTurn();
    },
    opened() {
      unsent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
      send();
    },
    stop: () => timer?.(),
  };
}
